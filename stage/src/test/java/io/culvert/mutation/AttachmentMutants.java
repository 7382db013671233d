package io.culvert.mutation;

import java.util.List;

/** The checks on the way to a role, and on the way back. */
final class AttachmentMutants {

  private static final String CLOSED_ON_THE_WAY =
      "AttachmentTest#whoClosesOnTheWayGetsEverythingBack";

  private AttachmentMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.peer");
    attach(list.of("Attachment"));
    close(list);
    return list.toList();
  }

  private static void attach(MutantList list) {
    list.mutant(
            "opens a ring whose role somebody has",
            "} else if (System.nanoTime() - beginNanos < ROLE_PATIENCE_NANOS) {",
            "} else if (false) { } else if (System.nanoTime() >= beginNanos) { block(this::open);"
                + " } else if (false) {",
            "AttachmentTest#aRoleThatStaysHeldIsRefusedAfterASecond")
        .mutant(
            "waits for a role for ever",
            "System.nanoTime() - beginNanos < ROLE_PATIENCE_NANOS",
            "System.nanoTime() - beginNanos < Long.MAX_VALUE",
            "AttachmentTest#aRoleThatStaysHeldIsRefusedAfterASecond")
        .mutant(
            "does not wait for the stream before it",
            "if (Duration.ofNanos(System.nanoTime() - beginNanos).compareTo(limit) < 0) {",
            "if (false) {",
            "AttachmentTest#aWriterIsAttachedOnceTheStreamBeforeItIsDrained")
        .without(
            "attaches to a ring of an earlier boot",
            "requireOfThisBoot(found);",
            "AttachmentTest#aRingOfAnEarlierBootIsRefused")
        .mutant(
            "attaches to a ring that has served its purpose",
            "if (isDone(found)) { return null; }",
            "",
            "AttachmentTest#aRingThatHasServedItsPurposeIsNotAttachedTo")
        .mutant(
            "keeps a ring that has served its purpose meanwhile",
            "// Once more: its reader may have come to the end since, and may have deleted it."
                + " living = !isDone(found);",
            "living = true;",
            "AttachmentTest#aRingThatServesItsPurposeWhileItsWriterAttachesIsNotWrittenTo")
        .mutant(
            "keeps a side of which it finds the ring corrupt",
            "if (!living) { quietly(attached::close); }",
            "",
            "AttachmentTest#aSideWhoseRingIsFoundCorruptRightAfterItHasAttachedIsGivenBack")
        .mutant(
            "takes the role of a predecessor that goes on",
            "if (!Takeover.awaitSilence(signals)) {",
            "if (false) {",
            "AttachmentTest#aPredecessorThatGoesOnWithoutItsLockKeepsItsRole")
        .mutant(
            "keeps the ring after an attach that has failed",
            "found.close(); throw e;",
            "throw e;",
            "AttachmentTest#aSideThatCannotAttachIsAFailureAndEverythingIsGivenBack")
        .mutant(
            "takes a page that is lost for a fault of the JVM",
            "} catch (InternalError e) { RingStorageException lost",
            "} catch (java.util.zip.ZipError e) { RingStorageException lost",
            "AttachmentTest#aPageThatIsLostWhileASideAttachesIsAStorageFailure")
        .mutant(
            "does nothing when the executor takes no more",
            "} catch (RejectedExecutionException e) { task.run();",
            "} catch (RejectedExecutionException e) {",
            "AttachmentTest#anExecutorThatTakesNoMoreTasksIsDoneWithout");
  }

  private static void close(MutantList list) {
    list.mutant(
            "waits for the stream before it although it was closed",
            "private void openAgain() { if (closed) {",
            "private void openAgain() { if (false) {",
            "AttachmentTest#whoClosesWhileAnEarlierStreamIsWaitedForGetsEverythingBack")
        .mutant(
            "gives the side to who has closed",
            "side = opened.side(); if (closed) {",
            "side = opened.side(); if (false) {",
            CLOSED_ON_THE_WAY)
        .mutant(
            "gives everything back twice",
            "if (!closed) { closed = true;",
            "if (true) { closed = true;",
            "AttachmentTest#closingAgainDoesNothing")
        .mutant(
            "tells who has closed of a failure",
            "if (!told) {",
            "if (true) {",
            "AttachmentTest#whoHasClosedIsToldOfNoFailure")
        .mutant(
            "lets a successor have the role before its side has ended",
            "private void release() { opening = false;",
            "private void release() { opening = false;"
                + " if (lock != null) { quietly(() -> RoleLocks.release(lock)); }",
            "AttachmentTest#theRoleIsGivenBackWhenTheSideHasEnded")
        .without(
            "keeps the role",
            "quietly(() -> RoleLocks.release(lock));",
            "AttachmentTest#aSideIsAttachedUntilItIsClosed")
        .mutant(
            "deletes a ring with which its reader is not done",
            "if (role == Role.READER && isDone(ring)) {",
            "if (role == Role.READER) {",
            "AttachmentTest#aReaderThatIsNotDoneLeavesItsRing")
        .mutant(
            "leaves a ring with which its reader is done",
            "if (role == Role.READER && isDone(ring)) {",
            "if (false) {",
            "AttachmentTest#aReaderThatIsDoneDeletesItsRing");
  }
}
