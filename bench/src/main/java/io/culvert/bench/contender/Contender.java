package io.culvert.bench.contender;

/** A way to bring payloads from one place to another, either in one JVM or in two. */
public sealed interface Contender permits OneJvm, TwoJvms {}
