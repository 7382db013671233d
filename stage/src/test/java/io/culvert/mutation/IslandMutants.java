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

  private static final String NOT_KEPT = "IslandLeftoversTest#elementsThatNobodyTakesAreNotKept";

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
        .without("keeps the elements that it has sent", "forgetEdge();", NOT_KEPT)
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
        .without("keeps the elements that it has not taken", "forgetEdge();", NOT_KEPT)
        .of("RingEnd")
        .mutant(
            "takes a codec that leaves objects behind",
            "if (codec instanceof EitherCodec) {",
            "if (false) {",
            "io.culvert.javadsl.EitherTest#aRingWithANameRefusesItWhenTheGraphIsBuilt")
        .of("TaggedCodec")
        .mutant(
            "takes a length that is none for a tag",
            "if (length < 0) {",
            "if (false) {",
            "io.culvert.javadsl.EitherTest#aLengthThatIsNoneIsRefused")
        .mutant(
            "looks for a tag where there is none",
            "if (length < TAG_LENGTH) {",
            "if (false) {",
            "TaggedCodecTest#aMessageWithoutATagIsRefused")
        .toList();
  }
}
