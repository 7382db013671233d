package io.culvert.codec;

/**
 * Tells which elements an edge in shared memory encodes, and how. A {@link Codec} encodes all of
 * them, an {@link Offload} some.
 *
 * @param <T> the type of the elements
 */
public sealed interface Encoding<T> permits Codec, Offload {}
