package io.culvert.mutation;

import java.util.List;

/** The checks of edges inside one JVM. */
final class IslandMutants {

  private static final String BOUND =
      "io.culvert.javadsl.IslandTest#theInputBufferOfThePartIsTheBound";
  private static final String FAILURE_LAST =
      "io.culvert.javadsl.IslandTest#aFailureComesBehindAllElements";

  private static final String WAITING_FIRST =
      "io.culvert.javadsl.IslandTest#aFailureComesBehindTheElementThatHasFoundNoRoom";

  private IslandMutants() {}

  static List<Mutant> all() {
    return new MutantList("io.culvert.stage")
        .of("HeapCarrier")
        .mutant(
            "fills all slots of the queue",
            "new ElementBound(capacity)",
            "new ElementBound(queue.capacity())",
            BOUND)
        .of("RingCarrier")
        .without("fills the ring", "if (bound.isReached()) { return false; }", BOUND)
        .of("IslandEdge")
        .mutant(
            "ends before everything is taken",
            "return hasEnded() && isEmpty();",
            "return hasEnded();",
            FAILURE_LAST)
        .of("IslandSink")
        .mutant(
            "lets a failure overtake the element that waits",
            "upstreamFailure = failure; if (open && waiting == null) {",
            "upstreamFailure = failure; if (open) {",
            WAITING_FIRST)
        .of("IslandSource")
        .without(
            "keeps its side of what is over",
            "joined.thenAccept(IslandEdge::closeReader);",
            "IslandOpeningTest#elementsWaitForTheOpeningAndBothSidesAreClosedInTheEnd")
        .mutant(
            "takes an abrupt end for a completion",
            "if (edge.failure() == null) {",
            "if (true) {",
            "IslandAbruptEndTest#anAbruptEndOfTheWritingIslandFailsTheReadingOne")
        .without(
            "does not tell of its abrupt end",
            "cancel(new AbruptStageTerminationException(this));",
            "IslandAbruptEndTest#anAbruptEndOfTheReadingIslandCancelsTheWritingOneWithIt")
        .toList();
  }
}
