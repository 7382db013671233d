package io.culvert.bench.report;

/**
 * What a reader must know of a contender.
 *
 * @param name on the command line and in tables
 * @param does what it does, in a sentence
 * @param lacks what a user of a stream would miss; empty if it is a stream between two JVMs
 * @param tuning how it was tuned, and after which advice; empty if it runs as it comes
 * @param ownTrials whether it ran alone, from its start to its end, instead of taking turns
 */
public record ContenderNote(
    String name, String does, String lacks, String tuning, boolean ownTrials) {}
