/**
 * How elements become bytes in a ring and elements again: {@link io.culvert.codec.Codec} and those
 * built in.
 */
package io.culvert.codec;
