package io.culvert.bench.contender;

/** A way to carry payloads from one place to another. */
public sealed interface Contender permits OneJvm, TwoJvms, RoundTrip {}
