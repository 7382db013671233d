package io.culvert.bench.contender;

/** A way to bring payloads from one place to another. */
public sealed interface Contender permits OneJvm, TwoJvms, RoundTrip {}
