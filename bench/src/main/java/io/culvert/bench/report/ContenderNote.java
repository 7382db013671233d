package io.culvert.bench.report;

/**
 * A description of a contender.
 *
 * @param name on the command line and in tables
 * @param does one sentence about what it does
 * @param lacks what a user of a stream would miss; empty if it is a stream between two JVMs
 * @param tuning how it was tuned, and after which advice; empty if it runs with defaults
 * @param ownTrials whether it ran alone, from its start to its end, instead of taking turns
 */
public record ContenderNote(
    String name, String does, String lacks, String tuning, boolean ownTrials) {}
