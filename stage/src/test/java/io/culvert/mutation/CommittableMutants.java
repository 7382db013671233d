package io.culvert.mutation;

import java.util.List;

/** The checks by which an element stays until it has done its work. */
final class CommittableMutants {

  private CommittableMutants() {}

  static List<Mutant> all() {
    return new MutantList("io.culvert.stage")
        .of("CommittingDelivery")
        .mutant(
            "releases over a gap",
            "if (!next.committed) { break; }",
            "if (!next.committed) { continue; }",
            "io.culvert.javadsl.CommittableTest#onlyTheFirstOnesWithoutAGapAreReleased")
        .mutant(
            "hands out any number",
            "return uncommitted.size() < maxUncommitted;",
            "return true;",
            "io.culvert.javadsl.CommittableTest#asManyAsMayBeOnTheirWayAreHandedOutAndNoMore")
        .mutant(
            "leaves commits open that cannot succeed any more",
            "public void close() { for (Uncommitted element : uncommitted) {",
            "public void close() { for (Uncommitted element : new ArrayDeque<Uncommitted>()) {",
            "io.culvert.javadsl.CommittableTest#whatIsNotCommittedInTimeIsExactlyWhatTheNextReaderGets")
        .toList();
  }
}
