/**
 * Codecs, which encode elements into a ring and decode them. {@link io.culvert.codec.Codecs} has
 * the built-in ones; implement {@link io.culvert.codec.Codec} for others.
 */
package io.culvert.codec;
