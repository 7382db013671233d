package io.culvert.mutation;

import java.util.List;

/**
 * The checks by which a source waits, is woken, releases, and ends. One is not here: that a source
 * which cannot tell its writer of a failure fails all the same. A successor would have to take the
 * role between two instructions.
 */
final class RingSourceLogicMutants {

  private static final String SOURCE = "io.culvert.javadsl.RingSourceTest#";
  private static final String CONTROL = "io.culvert.javadsl.RingControlTest#";
  private static final String COMMIT = "io.culvert.javadsl.CommittableTest#";
  private static final String LOST = "io.culvert.javadsl.LostPeerTest#";
  private static final String ASLEEP = "HandOverTest#";
  private static final String LAST_COMMIT =
      COMMIT + "theRingIsDeletedWhenTheLastElementBeforeTheEndIsCommitted";
  private static final String NOT_IN_TIME =
      COMMIT + "whatIsNotCommittedInTimeIsExactlyWhatTheNextReaderGets";
  private static final String STOPPED_WITH_ELEMENT =
      CONTROL + "anElementThatDownstreamHasIsWaitedForWhenTheSourceIsStopped";
  private static final String CANCELLED_EARLY =
      SOURCE + "aCancellationBeforeTheRingIsAttachedReachesTheWriter";

  private RingSourceLogicMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.stage").of("RingSourceLogic");
    read(list);
    park(list);
    end(list);
    letGo(list);
    return list.toList();
  }

  private static void read(MutantList list) {
    list.without(
            "is not among the edges that a shutdown ends",
            "CulvertExtension.ID.get(system).edges().add(handle);",
            "io.culvert.javadsl.SystemLifeTest#stoppingSourcesCompleteWithWhatTheyHaveHandedOut")
        .mutant(
            "reads a file that was cut",
            "station.requirePages(); delivery.onDemand();",
            "delivery.onDemand();",
            "CutRingTest#aSourceReadsNothingMore")
        .mutant(
            "hands out an element although it was stopped",
            "if (stopping) { finish(this::leaveRing, () -> complete(out)); } else { goOn(); }",
            "goOn();",
            STOPPED_WITH_ELEMENT)
        .mutant(
            "takes any wake-up for demand",
            "if (ending == null && isAvailable(out)) { onPull(); }",
            "if (ending == null) { onPull(); }",
            ASLEEP + "aWakeUpWithoutDemandReleasesNothing")
        .mutant(
            "pushes without demand",
            "if (isAvailable(out) && delivery.isOpen()) {",
            "if (delivery.isOpen()) {",
            COMMIT + "aCommitWithoutDemandHandsOutNothing")
        .mutant(
            "hands out more than may be on their way",
            "if (isAvailable(out) && delivery.isOpen()) {",
            "if (isAvailable(out)) {",
            COMMIT + "asManyAsMayBeOnTheirWayAreHandedOutAndNoMore")
        .mutant(
            "is fatal to its actor system when a page is lost at a pull",
            "goOn(); } } catch (RuntimeException | InternalError e) { fail(e); } }"
                + " private void onWake()",
            "goOn(); } } catch (RuntimeException e) { fail(e); } } private void onWake()",
            ASLEEP + "aSourceThatLosesAPageWhileItReadsFails")
        .mutant(
            "is fatal to its actor system when a page is lost at a commit",
            "ending.run(); completeStage(); } } catch (RuntimeException | InternalError e) {",
            "ending.run(); completeStage(); } } catch (RuntimeException e) {",
            ASLEEP + "aSourceThatLosesAPageAtACommitFails");
  }

  private static void park(MutantList list) {
    list.mutant(
            "waits for a writer that will not come",
            "if (result == ReadResult.EMPTY && station.isHopeless()) {",
            "if (false) {",
            LOST + "aSourceThatWaitsForNoSuccessorFailsWhenItsWriterHasGone")
        .mutant(
            "does not wake the writer before it waits",
            "station.ringPeer(Signals.ANY_POSITION);",
            "",
            ASLEEP + "anElementThatComesBeforeASourceIsArmedIsSeen")
        .mutant(
            "leaves a writer waiting for more room than it gives before it waits itself",
            "station.ringPeer(Signals.ANY_POSITION);",
            "ring();",
            ASLEEP + "aSinkIsWokenForTheLittleRoomThatASourceWithAWindowLeaves")
        .mutant(
            "waits for more than the next element",
            "waitPoint.arm(Long.MIN_VALUE);",
            "waitPoint.arm(Signals.NO_POSITION);",
            ASLEEP + "aSourceIsWokenByAnElement")
        .mutant(
            "does not look again for an element after it has armed",
            "boolean parked = !((reader.isReadable() || station.isHopeless())"
                + " && waitPoint.disarm());",
            "boolean parked = !(station.isHopeless() && waitPoint.disarm());",
            ASLEEP + "anElementThatComesBeforeASourceIsArmedIsSeen")
        .mutant(
            "does not look again for its writer's loss after it has armed",
            "boolean parked = !((reader.isReadable() || station.isHopeless())"
                + " && waitPoint.disarm());",
            "boolean parked = !(reader.isReadable() && waitPoint.disarm());",
            ASLEEP + "aWriterThatIsLostBeforeASourceIsArmedIsMissed")
        .mutant(
            "does not wake the writer when it takes an element",
            "private void take(ReadResult result) { ring();",
            "private void take(ReadResult result) {",
            ASLEEP + "aSinkThatFindsNoRoomIsWokenWhenThereIs")
        .mutant(
            "does not wake the writer when something is committed",
            "delivery.release(); ring();",
            "delivery.release();",
            ASLEEP + "aSinkThatFindsNoRoomIsWokenByACommitToASourceThatEnds");
  }

  private static void end(MutantList list) {
    list.mutant(
            "does not say that it has taken the completion in",
            "case COMPLETED: finish(reader::complete, () -> complete(out));",
            "case COMPLETED: finish(this::leaveRing, () -> complete(out));",
            SOURCE + "elementsComeInOrderFollowedByTheCompletion")
        .mutant(
            "does not say that it has taken the failure in",
            "finish(reader::complete, () -> fail(out, failure));",
            "finish(this::leaveRing, () -> fail(out, failure));",
            SOURCE + "aFailureOfTheWriterComesBehindAllElements")
        .mutant(
            "ends at the ring before everything is settled",
            "if (delivery.isSettled()) { atRing.run(); atOut.run();",
            "if (true) { atRing.run(); atOut.run();",
            LAST_COMMIT)
        .mutant(
            "ends at the ring with the first commit behind the end",
            "} else if (delivery.isSettled()) { ending.run();",
            "} else { ending.run();",
            LAST_COMMIT)
        .without(
            "lets what is not settled go with downstream",
            "setKeepGoing(true); ending = atRing;",
            LAST_COMMIT)
        .mutant(
            "does not end at the ring when everything is settled",
            "ending.run(); completeStage();",
            "completeStage();",
            LAST_COMMIT)
        .mutant(
            "waits for commits for ever",
            "scheduleOnce(COMMIT_TIMEOUT, commitTimeout);",
            "",
            NOT_IN_TIME)
        .mutant(
            "ends at the ring when its time is over",
            "public void onTimer(Object key) { completeStage(); }",
            "public void onTimer(Object key) { ending.run(); completeStage(); }",
            NOT_IN_TIME)
        .mutant(
            "takes the element from downstream when it is stopped",
            "} else if (ending == null && isAvailable(out)) { finish(",
            "} else if (ending == null) { finish(",
            STOPPED_WITH_ELEMENT)
        .mutant(
            "is not stopped before it has a ring",
            "stopping = true; if (reader == null) {",
            "stopping = true; if (false) {",
            CONTROL + "aSourceStoppedWhileItWaitsForItsRoleCompletesWithoutDemand");
  }

  private static void letGo(MutantList list) {
    list.mutant(
            "takes the end of its system for a cancellation",
            "if (cause instanceof AbruptStreamTerminationException || materializer().isShutdown()) {",
            "if (false) {",
            "TerminationTest#aSourceBesideABoundaryThatIsAbortedDoesNotFailItsWriter")
        .mutant(
            "takes the end of its materializer for a cancellation",
            "if (cause instanceof AbruptStreamTerminationException || materializer().isShutdown()) {",
            "if (cause instanceof AbruptStreamTerminationException) {",
            "TerminationTest#aSourceBeforeABoundaryIsNotCancelledByTheEndOfItsMaterializer")
        .mutant(
            "does not wait for a ring to tell the writer of a cancellation",
            "cancellation = cause; // the writer is to learn of it: wait for the ring"
                + " setKeepGoing(true);",
            "cancellation = cause;",
            CANCELLED_EARLY)
        .mutant(
            "forgets a cancellation from before it had a ring",
            "if (cancellation != null) {",
            "if (false) {",
            CANCELLED_EARLY)
        .mutant(
            "takes a failure of downstream for a cancellation",
            "if (cause instanceof SubscriptionWithCancelException.NonFailureCancellation) {",
            "if (true) {",
            SOURCE + "cancellationWithACauseReachesTheWriterAsText")
        .mutant(
            "discards the rest although it was stopped",
            "if (stopping) { delivery.onDemand(); } else { reader.cancel(); }",
            "reader.cancel();",
            CONTROL + "downstreamThatCancelsAStoppedSourceDiscardsNothing")
        .mutant(
            "hands the element that downstream had out again",
            "if (stopping) { delivery.onDemand(); } else {",
            "if (stopping) { } else {",
            CONTROL + "downstreamThatCancelsAStoppedSourceDiscardsNothing")
        .mutant(
            "does not tell the writer of its failure",
            "reader.fail(StreamFailure.line(failure)); LostPages.surface();",
            "LostPages.surface();",
            "CorruptionTest#aFailedSourceTellsItsWriterWhatItHasFound")
        .without("leaves commits open", "delivery.close();", NOT_IN_TIME)
        .without("keeps its ring", "attachment.close();", NOT_IN_TIME)
        .mutant(
            "says that nothing is left before it is",
            "attachment.released().thenRun(handle::completeShutdown);",
            "handle.completeShutdown();",
            CONTROL + "nothingIsOpenAnyMoreWhenTheSourceHasShutDown");
  }
}
