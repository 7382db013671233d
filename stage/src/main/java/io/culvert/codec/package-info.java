/** {@link io.culvert.codec.Codec} encodes and decodes elements; the built-in codecs. */
package io.culvert.codec;
