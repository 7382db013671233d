package io.culvert.mutation;

import java.util.List;

/** The checks by which a sink waits, is woken, and ends: once, in order, and at both sides. */
final class RingSinkLogicMutants {

  private static final String SINK = "io.culvert.javadsl.RingSinkTest#";
  private static final String LOST = "io.culvert.javadsl.LostPeerTest#";
  private static final String REPLACED = "io.culvert.javadsl.ReplacedRingTest#";
  private static final String ASLEEP = "HandOverTest#";
  private static final String COMPLETES_WHEN_FULL =
      SINK + "aCompletionKeepsItsPlaceBehindTheElementThatHasFoundNoRoomYet";
  private static final String FAILS_WHEN_FULL =
      SINK + "aFailureKeepsItsPlaceBehindTheElementThatHasFoundNoRoomYet";
  private static final String CANCELLED =
      SINK + "aReaderThatCancelsCancelsUpstreamAndCompletesTheFuture";
  private static final String FENCED =
      "CorruptionTest#aSinkWhoseRoleWasTakenIsFencedAndPublishesNothing";
  private static final String ALL_PUBLISHED =
      LOST + "aSinkThatHasPublishedAllAndWaitsForItsReaderFailsWithoutOne";
  private static final String DRAINING =
      "io.culvert.javadsl.SystemLifeTest#"
          + "drainingSinksAreWaitedForUntilTheirReaderHasTakenEverything";

  private RingSinkLogicMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.stage").of("RingSinkLogic");
    write(list);
    park(list);
    judge(list);
    end(list);
    return list.toList();
  }

  private static void write(MutantList list) {
    list.without(
            "lets what waits for room go with upstream", "setKeepGoing(true);", COMPLETES_WHEN_FULL)
        .mutant(
            "does not look at its reader before somebody pushes",
            "goOn(); onWake();",
            "goOn();",
            CANCELLED)
        .mutant(
            "writes into a file that was cut",
            "station.requirePages(); if (writer.isReaderChanged() && !readerGoesOn()) { return; }"
                + " if (elements.write",
            "if (writer.isReaderChanged() && !readerGoesOn()) { return; } if (elements.write",
            "CutRingTest#aSinkWritesNothingMore")
        .mutant(
            "writes for a reader that wants no more",
            "if (writer.isReaderChanged() && !readerGoesOn()) { return; } if (elements.write",
            "if (elements.write",
            SINK + "aReaderThatCancelsIsWrittenToNoMore")
        .mutant(
            "does not wake the reader for an element",
            "writer.backlog()); ring(); goOn();",
            "writer.backlog()); goOn();",
            ASLEEP + "aSourceIsWokenByAnElement")
        .mutant(
            "is fatal to its actor system when a page is lost at a push",
            "if (!(e instanceof InternalError) && !NonFatal.apply(e)) {",
            "if (!NonFatal.apply(e)) {",
            ASLEEP + "aSinkThatLosesAPageWhileItPublishesFails")
        .mutant(
            "leaves what a token function throws to its actor system",
            "} catch (Throwable e) { if (",
            "} catch (RuntimeException | InternalError e) { if (",
            "io.culvert.javadsl.ResumableSinkTest#whateverATokenFunctionThrowsFailsBothSides")
        .mutant(
            "is fatal to its actor system when a page is lost at a wake-up",
            "private void onWake() { try { parkUntilReady(); }"
                + " catch (RuntimeException | InternalError e) {",
            "private void onWake() { try { parkUntilReady(); } catch (RuntimeException e) {",
            ASLEEP + "aSinkThatLosesAPageWhenItIsWokenFails")
        .mutant(
            "is fatal to its actor system when a page is lost at the end",
            "parkUntilReady(); } } catch (RuntimeException | InternalError e) { fail(e); } }"
                + " private void fail(",
            "parkUntilReady(); } } catch (RuntimeException e) { fail(e); } } private void fail(",
            ASLEEP + "aSinkThatLosesAPageWhileItCompletesFails");
  }

  private static void park(MutantList list) {
    list.mutant(
            "looks at a file that was cut",
            "while (!stopped) { station.requirePages();",
            "while (!stopped) {",
            "CutRingTest#aSinkThatFindsNoRoomBelievesNothingMore")
        .mutant(
            "does not look at a reader that has changed while it waited",
            "if (writer.isReaderChanged() && !readerGoesOn()) { return; }"
                + " if (elements.isWaiting()",
            "if (elements.isWaiting()",
            SINK + "aReaderThatCancelsEndsASinkThatFindsNoRoom")
        .mutant(
            "does not go on with the element that waits",
            "if (elements.isWaiting() && elements.retry()) {",
            "if (false) {",
            SINK + "oneReleaseMakesRoomForOneElement")
        .mutant(
            "waits for room that nobody will make",
            "} else if (isHopeless()) {",
            "} else if (false) {",
            LOST + "aSinkThatFindsNoRoomFailsWhenItsReaderHasGoneLongEnough")
        .mutant(
            "goes on in a ring that was replaced",
            "return station.isRingLost() ||",
            "return",
            REPLACED + "anIdleSinkFails")
        .mutant(
            "waits for ever for a reader that is to take the rest",
            "(ended || elements.isWaiting())",
            "elements.isWaiting()",
            ALL_PUBLISHED)
        .mutant(
            "gives up although there is room",
            "((ended || elements.isWaiting()) && station.isHopeless())",
            "station.isHopeless()",
            LOST + "aSinkWhoseReaderHasGoneGoesOnAsLongAsThereIsRoomThenFails")
        .mutant(
            "does not wake the reader for a part of an element",
            "ring(); // parts of a large element, of which the rest waits for room",
            "",
            ASLEEP + "aLargeElementPasses")
        .mutant(
            "does not say that it waits for room",
            "roomWanted = elements.isWaiting();",
            "roomWanted = false;",
            SINK + "oneReleaseMakesRoomForOneElement")
        .mutant(
            "waits for more room than there will be",
            "waitPoint.arm(roomWanted ? writer.wakeUpHead() : Signals.NO_POSITION);",
            "waitPoint.arm(Signals.NO_POSITION);",
            ASLEEP + "aSinkThatFindsNoRoomIsWokenWhenThereIs")
        .mutant(
            "does not look again for room after it has armed",
            "boolean parked = !((isReady(writer) || isHopeless()) && waitPoint.disarm());",
            "boolean parked = !(isHopeless() && waitPoint.disarm());",
            ASLEEP + "roomThatIsMadeBeforeASinkIsArmedIsSeen")
        .mutant(
            "does not look again for its reader's loss after it has armed",
            "boolean parked = !((isReady(writer) || isHopeless()) && waitPoint.disarm());",
            "boolean parked = !(isReady(writer) && waitPoint.disarm());",
            ASLEEP + "aReaderThatIsLostBeforeASinkIsArmedIsMissed");
  }

  private static void judge(MutantList list) {
    list.mutant(
            "is not woken by what its reader becomes",
            "return attached.isReaderChanged() || (roomWanted && attached.isRoomMade());",
            "return roomWanted && attached.isRoomMade();",
            CANCELLED)
        .mutant(
            "goes on when its reader has failed",
            "fail(readerFailure(writer)); return false;",
            "return true;",
            SINK + "aReaderThatFailsFailsTheSinkAndCancelsUpstreamWithTheCause")
        .mutant(
            "does not say that its reader has taken everything",
            "handle.completeAll(); stop(); return false;",
            "stop(); return false;",
            CANCELLED)
        .mutant(
            "goes on when its reader wants no more",
            "handle.completeAll(); stop(); return false;",
            "handle.completeAll(); return false;",
            CANCELLED);
  }

  private static void end(MutantList list) {
    list.mutant(
            "completes before the element that waits",
            "upstreamFinished = true; if (writer != null && !elements.isWaiting()) {",
            "upstreamFinished = true; if (writer != null) {",
            COMPLETES_WHEN_FULL)
        .mutant(
            "fails before the element that waits",
            "} else if (writer != null && !elements.isWaiting()) { fail(failure);",
            "} else if (writer != null) { fail(failure);",
            FAILS_WHEN_FULL)
        .mutant(
            "completes before it has a ring",
            "upstreamFinished = true; if (writer != null && !elements.isWaiting()) {",
            "upstreamFinished = true; if (writer == null || !elements.isWaiting()) {",
            SINK + "anEmptyStreamIsPublishedToo")
        .mutant(
            "fails before it has a ring",
            "} else if (writer != null && !elements.isWaiting()) { fail(failure);",
            "} else if (writer == null || !elements.isWaiting()) { fail(failure);",
            "io.culvert.javadsl.ReuseTest#"
                + "aWriterThatFailsWhileItWaitsForAnEarlierStreamFailsWhenItsTurnHasCome")
        .mutant(
            "forgets the completion that has come while an element waited",
            "} else if (upstreamFinished) {",
            "} else if (false) {",
            COMPLETES_WHEN_FULL)
        .mutant(
            "forgets the failure that has come while an element waited",
            "upstreamFailure = failure; if",
            "if",
            FAILS_WHEN_FULL)
        .mutant(
            "publishes an end when its system ends",
            "if (failure instanceof AbruptStreamTerminationException) {",
            "if (false) {",
            "TerminationTest#aSinkBehindABoundaryThatIsAbortedPublishesNoEndEither")
        .mutant(
            "publishes an end when its materializer is shut down",
            "if (attachment != null) { attachment.close(); }",
            "if (writer != null) { writer.complete(); } if (attachment != null) {"
                + " attachment.close(); }",
            "TerminationTest#aSinkWhoseMaterializerIsShutDownLeavesAStreamThatASuccessorGoesOnWith")
        .mutant(
            "says that all is published before it is",
            "writer.complete(); ended = true; ring(); handle.completePublished();",
            "handle.completePublished(); writer.complete(); ended = true; ring();",
            "CorruptionTest#aSinkWhoseRoleWasTakenHasNotPublishedItsEnd")
        .mutant(
            "forgets that the end is in the ring",
            "writer.complete(); ended = true;",
            "writer.complete();",
            ALL_PUBLISHED)
        .mutant(
            "does not wake the reader for the end",
            "ended = true; ring();",
            "ended = true;",
            ASLEEP + "aSourceIsWokenByTheEnd")
        .mutant(
            "publishes an end behind the end",
            "if (!ended) { tellReader(failure); }",
            "tellReader(failure);",
            ALL_PUBLISHED)
        .mutant(
            "does not tell the reader of its failure",
            "if (!ended) { tellReader(failure); }",
            "",
            SINK + "aFailureOfUpstreamIsPublishedBehindAllElements")
        .mutant(
            "fails otherwise than it would when the ring takes not even that",
            "LostPages.surface(); } catch (RuntimeException | InternalError e) {",
            "LostPages.surface(); } catch (ArithmeticException | InternalError e) {",
            FENCED)
        .mutant(
            "does not say why it has failed",
            "stopped = true; handle.fail(failure); failStage(failure);",
            "stopped = true; failStage(failure);",
            FENCED)
        .without("keeps its ring", "attachment.close();", CANCELLED)
        .without(
            "leaves its futures open",
            "handle.fail(new AbruptStageTerminationException(this));",
            "TerminationTest#aSinkThatFindsNoRoomIsEndedToo")
        .without("is never over", "handle.completeEnded();", DRAINING);
  }
}
