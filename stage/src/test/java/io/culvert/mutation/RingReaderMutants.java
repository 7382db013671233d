package io.culvert.mutation;

import java.util.List;

/** The checks of the reading side. */
final class RingReaderMutants {

  private static final String HEAP = "RingTest$OnTheHeap#";
  private static final String CLOSED = HEAP + "closedReaderRefusesEverything";
  private static final String FENCED = HEAP + "fencedReaderFailsAndStoresNothing";
  private static final String NOT_READ =
      HEAP + "whatCannotBeAPositionBehindAMessageThatWasReadIsRefused";
  private static final String STREAMED_BEHIND_HELD =
      HEAP + "messageLargerThanTheRingWaitsForTheReleaseOfThoseBeforeIt";
  private static final String BAD_TAIL = "HostilePositionTest#tailThatCannotBeTrueStopsTheReader";
  private static final String NO_BEGINNING =
      "HostileFrameTest#partWithoutBeginningIsReportedWhereItIs";
  private static final String BAD_TOTAL = "HostileFrameTest#messageOfALengthThatNoneHasIsCorrupt";

  private RingReaderMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.ring");
    attach(list.of("RingReader"));
    read(list);
    parts(list);
    release(list);
    releaseUpTo(list);
    end(list);
    closed(list);
    walk(list.of("FrameWalk"));
    reassembly(list.of("Reassembly"));
    failure(list.of("StreamFailure"));
    return list.toList();
  }

  private static void attach(MutantList list) {
    list.without(
            "attaches before it has looked at the positions",
            "memory.positions(SLOT); // a ring that is refused is left as it is",
            "HostilePositionTest#tailThatCannotBeTrueLetsNobodyAttach")
        .mutant(
            "begins where the head was before it attached",
            "memory.positions(SLOT); // a ring that is refused is left as it is"
                + " this.status = memory.attach(SLOT, beat); this.head = memory.positions(SLOT).head();",
            "long before = memory.positions(SLOT).head();"
                + " this.status = memory.attach(SLOT, beat); this.head = before;",
            "AttachRaceTest#readerBeginsWhereItsPredecessorHasReleasedMeanwhile")
        .mutant(
            "is a plain thread until its first beat",
            "return attach(ring.memory(), RingMemory.FIRST_BEAT);",
            "return attach(ring.memory(), RingMemory.NO_BEAT);",
            "SignalsTest#anOwnerThatIsWatchedHasABeatAsSoonAsItHasTheRole")
        .without(
            "attaches to memory without keeping it",
            "memory.retain();",
            HEAP + "closedRingLetsNobodyAttach")
        .mutant(
            "keeps the memory after an attach that has failed",
            "memory.letGo(); throw e;",
            "throw e;",
            HEAP + "attachThatFailsHoldsNoMemory");
  }

  private static void read(MutantList list) {
    list.mutant(
            "believes a tail that goes back",
            "if (tail < limit || tail - head > memory.capacity() ||",
            "if (tail - head > memory.capacity() ||",
            BAD_TAIL)
        .mutant(
            "believes a tail more than a ring ahead",
            "if (tail < limit || tail - head > memory.capacity() ||",
            "if (tail < limit ||",
            BAD_TAIL)
        .mutant("believes a tail that is not aligned", "|| (tail & 7) != 0) {", ") {", BAD_TAIL)
        .mutant(
            "reads beyond the end of the stream",
            "dropUnfinished(); return ReadResult.COMPLETED;",
            "position = at + Frame.span(length); return ReadResult.COMPLETED;",
            HEAP + "completionComesBehindTheMessagesAndStays")
        .mutant(
            "believes a frame header that was not checked",
            "long header = memory.frameHeader(at, limit);",
            "long header = buffer.getLong(RingLayout.DATA_OFFSET + ((int) at & mask));",
            "HostileFrameTest#unknownTypeIsCorrupt")
        .mutant(
            "takes a failure without its texts",
            "if (decoded == null) {",
            "if (false) {",
            "HostileFrameTest#failureTooShortForItsTextsIsCorrupt");
  }

  private static void parts(MutantList list) {
    list.mutant(
            "takes a part without a beginning",
            "} else if (!reassembly.isOpen()) {",
            "} else if (false) {",
            NO_BEGINNING)
        .mutant(
            "takes a first part without room for the length of its message",
            "if (length < Long.BYTES) {",
            "if (false) {",
            "HostileFrameTest#firstPartWithoutRoomForTheLengthOfItsMessageIsCorrupt")
        .mutant(
            "joins a part to a message that was left unfinished",
            "reassembly.drop(); restPosition = NO_REST;",
            "restPosition = NO_REST;",
            "HostileFrameTest#partBehindAnotherMessageIsNotJoinedToTheOneThatWasLeftUnfinished")
        .mutant(
            "reports a loss where another one was",
            "reassembly.drop(); restPosition = NO_REST;",
            "reassembly.drop();",
            NO_BEGINNING)
        .mutant(
            "reports a loss where one before the last message was",
            "reassembly.begin(buffer.getLong(offset), at); restPosition = NO_REST;",
            "reassembly.begin(buffer.getLong(offset), at);",
            NO_BEGINNING)
        .mutant(
            "is silent about a loss",
            "storeHead(); throw new IncompleteMessageException(lost, memory.file());",
            "storeHead();",
            NO_BEGINNING)
        .mutant(
            "reports a loss that its successor will report again",
            "storeHead(); throw new IncompleteMessageException(lost, memory.file());",
            "throw new IncompleteMessageException(lost, memory.file());",
            HEAP + "readerAfterTheOneThatHasReportedTheLossGoesOnWithTheNextMessage")
        .mutant(
            "releases messages that are still held with what it skips",
            "if (released == at) {",
            "if (true) {",
            HEAP + "messagesHeldBeforeAStreamedOneAreNotReleasedWithItsParts");
  }

  private static void release(MutantList list) {
    list.mutant(
            "does not look for a successor before it releases",
            "if (found != status) {",
            "if (false) {",
            FENCED)
        .mutant(
            "releases what the handler has thrown at",
            "if (!taken) {",
            "if (false) {",
            HEAP + "messageAtWhichTheHandlerThrowsIsTheNextOneAgain")
        .mutant(
            "steps back to what is released",
            "if (messagePosition >= released) {",
            "if (true) {",
            HEAP + "streamedMessageAtWhichTheHandlerThrowsIsNotTheNextOneAgain")
        .mutant(
            "holds any number of messages",
            "if (toStore >= RELEASE_MESSAGES || released - head >= releaseBytes) {",
            "if (released - head >= releaseBytes) {",
            HEAP + "headFollowsAfterSixtyFourMessages")
        .mutant(
            "holds any number of bytes",
            "if (toStore >= RELEASE_MESSAGES || released - head >= releaseBytes) {",
            "if (toStore >= RELEASE_MESSAGES) {",
            HEAP + "headFollowsAfterAnEighthOfTheCapacity")
        .without(
            "holds what is released when the ring looks empty",
            "storeHead(); // the ring looks empty: the writer gets back all that has been released",
            HEAP + "headFollowsWhenTheRingLooksEmpty");
  }

  private static void releaseUpTo(MutantList list) {
    list.mutant(
            "releases up to a negative position",
            "if (end < 0 || end > position || (end & 7) != 0) {",
            "if (end > position || (end & 7) != 0) {",
            NOT_READ)
        .mutant(
            "releases what it has not read",
            "if (end < 0 || end > position || (end & 7) != 0) {",
            "if (end < 0 || (end & 7) != 0) {",
            NOT_READ)
        .mutant(
            "releases up to a position that is not aligned",
            "|| (end & 7) != 0) { throw notRead",
            ") { throw notRead",
            NOT_READ)
        .mutant(
            "releases up to the inside of a frame",
            "if (at != end || inside) {",
            "if (inside) {",
            NOT_READ)
        .mutant(
            "releases up to the inside of a message",
            "if (at != end || inside) {",
            "if (at != end) {",
            NOT_READ)
        .mutant(
            "releases up to any position",
            "releaseTo(end, messagesBefore(end));",
            "releaseTo(end, 1);",
            NOT_READ)
        .mutant(
            "takes a release back",
            "} else if (end > released) {",
            "} else if (end != released) {",
            HEAP + "releasesNeverGoBack")
        .mutant(
            "keeps what it has skipped behind the last message",
            "if (end >= messageEnd) {",
            "if (false) {",
            HEAP + "paddingBehindTheLastMessageIsReleasedWithIt")
        .mutant(
            "believes a header that was changed since it was read",
            "long header = memory.frameHeader(at, position);",
            "long header = buffer.getLong(RingLayout.DATA_OFFSET + ((int) at & mask));",
            "HostileFrameTest#lengthThatIsChangedBetweenReadingAndReleaseIsCorrupt")
        .without(
            "counts a message twice that is released apart",
            "held -= messages;",
            HEAP + "headFollowsAfterSixtyFourMessagesAlsoOfOneReleaseBehindAnother")
        .without(
            "holds any number of messages that are released apart",
            "toStore += messages;",
            HEAP + "headFollowsAfterSixtyFourMessagesOfManyReleases")
        .without(
            "stores each release once it has stored one",
            "toStore = 0;",
            HEAP + "headFollowsAfterSixtyFourMessagesOfManyReleases")
        .mutant(
            "does not look for a successor before it releases up to a position",
            "if (found != status) { throw fenced(found); }",
            "",
            HEAP + "fencedReaderStoresNoReleaseUpToAPosition")
        .mutant(
            "releases up to a position after it was closed",
            "requireOpen(); if (end < 0",
            "if (end < 0",
            CLOSED)
        .mutant(
            "stores what is released after it was closed",
            "requireOpen(); storeHead(); }",
            "storeHead(); }",
            CLOSED)
        .mutant(
            "says that a message stands still when none is on its way",
            "return reassembly.isOpen() && reassembly.isStreamed() &&",
            "return reassembly.isStreamed() &&",
            STREAMED_BEHIND_HELD)
        .mutant(
            "says that a message stands still when nothing is held",
            "reassembly.isStreamed() && released < messageEnd;",
            "reassembly.isStreamed();",
            STREAMED_BEHIND_HELD)
        .mutant(
            "does not say that a message stands still",
            "return reassembly.isOpen() && reassembly.isStreamed() && released < messageEnd;",
            "return false;",
            STREAMED_BEHIND_HELD);
  }

  private static void end(MutantList list) {
    list.mutant(
            "completes in the place of a successor",
            "if (RoleState.epochOf(found) != RoleState.epochOf(status)) {",
            "if (false) {",
            FENCED)
        .mutant(
            "releases the end although it has ended its role before",
            "return; // this role has ended before",
            "",
            HEAP + "readerThatHasFailedReleasesNothingByCompleting")
        .mutant(
            "releases the end before its state says that it has taken it",
            "requireOpen(); // The state before the head",
            "requireOpen(); memory.headRelease(SLOT, limit); // The state before the head",
            "MemoryOrderTest#readerSaysThatItIsDoneBeforeItReleasesTheEnd")
        .mutant(
            "gives a reason in the place of a successor",
            "if (memory.statusAcquire(SLOT) == status) { storeHead(); memory.readerReason",
            "if (true) { memory.readerReason",
            FENCED)
        .mutant(
            "gives its reason after the state that speaks of it",
            "memory.readerReason(SLOT, reason); end(RoleState.FAILED);",
            "end(RoleState.FAILED); memory.readerReason(SLOT, reason);",
            "MemoryOrderTest#reasonIsInPlaceBeforeTheStateThatSpeaksOfIt")
        .mutant(
            "fails without storing what it has released",
            "storeHead(); memory.readerReason(SLOT, reason);",
            "memory.readerReason(SLOT, reason);",
            HEAP + "readerThatFailsLeavesWhatItHasNotReleased");
  }

  private static void closed(MutantList list) {
    list.mutant(
            "works after it was closed",
            "private void requireOpen() { if (closed) {",
            "private void requireOpen() { if (false) {",
            CLOSED)
        .mutant(
            "reads after it was closed",
            "requireOpen(); while (position < limit",
            "while (position < limit",
            CLOSED)
        .mutant(
            "releases after it was closed",
            "requireOpen(); releaseTo(position, held);",
            "releaseTo(position, held);",
            CLOSED)
        .mutant(
            "looks for something to read after it was closed",
            "requireOpen(); return memory.tailAcquire() != position;",
            "return memory.tailAcquire() != position;",
            CLOSED)
        .mutant(
            "completes after it was closed",
            "requireOpen(); // The state before the head",
            "// The state before the head",
            CLOSED)
        .mutant(
            "cancels after it was closed",
            "requireOpen(); end(RoleState.CANCELLED);",
            "end(RoleState.CANCELLED);",
            CLOSED)
        .mutant(
            "fails after it was closed",
            "requireOpen(); if (memory.statusAcquire(SLOT) == status) {",
            "if (memory.statusAcquire(SLOT) == status) {",
            CLOSED)
        .without(
            "leaves a view of the memory behind",
            "payload.wrap(0, 0); // or a view that was kept would still reach the memory",
            HEAP + "messageOfAClosedReaderIsEmpty")
        .mutant(
            "lets go of the memory twice",
            "if (closed) { return; } closed = true;",
            "closed = true;",
            "RingFileLifeTest#sideThatIsClosedTwiceLetsGoOfTheMappingOnce")
        .mutant(
            "releases in the place of a successor when it is closed",
            "if (memory.statusAcquire(SLOT) == status) { storeHead(); } } finally",
            "if (true) { storeHead(); } } finally",
            FENCED)
        .mutant(
            "is closed without storing what it has released",
            "if (memory.statusAcquire(SLOT) == status) { storeHead(); } } finally",
            "} finally",
            HEAP + "readerGoesOnWithTheFirstMessageThatWasNotReleased");
  }

  private static void walk(MutantList list) {
    list.mutant(
        "believes a frame header that was not checked",
        "memory.frameHeader(next, end);",
        "memory.buffer().getLong("
            + "RingLayout.DATA_OFFSET + ((int) next & (memory.capacity() - 1)));",
        "HostileFrameTest#unknownTypeIsCorrupt");
  }

  private static void reassembly(MutantList list) {
    list.mutant(
            "begins a message without a length",
            "if (length < 1 || length > Integer.MAX_VALUE) {",
            "if (length > Integer.MAX_VALUE) {",
            BAD_TOTAL)
        .mutant(
            "takes a length that no message has for one that this side does not allow",
            "if (length < 1 || length > Integer.MAX_VALUE) {",
            "if (length < 1) {",
            BAD_TOTAL)
        .mutant(
            "allocates whatever the ring asks for",
            "if (length > memory.maxMessageSize()) {",
            "if (false) {",
            HEAP + "readerRefusesMoreThanItsMaximumAndConsumesNothing")
        .mutant(
            "takes a part longer than what is left",
            "if (length > left || (last && length < left)) {",
            "if (last && length < left) {",
            "HostileFrameTest#firstPartLongerThanItsMessageIsCorrupt")
        .mutant(
            "takes a last part shorter than what is left",
            "if (length > left || (last && length < left)) {",
            "if (length > left) {",
            "HostileFrameTest#lastPartShorterThanWhatIsLeftIsCorrupt")
        .mutant("goes on with a message that is whole", "open = !last;", "", NO_BEGINNING)
        .without(
            "goes on with a message whose writer has died",
            "open = false;",
            "HostileFrameTest#partBehindAnotherMessageIsNotJoinedToTheOneThatWasLeftUnfinished");
  }

  private static void failure(MutantList list) {
    list.mutant(
            "reads a length behind the frame",
            "if (offset + Short.BYTES > length) {",
            "if (false) {",
            "HostileFrameTest#failureTooShortForItsTextsIsCorrupt")
        .mutant(
            "reads a text behind the frame",
            "if (textLength > length - offset) {",
            "if (false) {",
            "HostileFrameTest#failureWhoseTextsRunPastItIsCorrupt")
        .mutant(
            "takes a negative length for one",
            "int textLength = buffer.getShort(offset) & 0xFFFF;",
            "int textLength = buffer.getShort(offset);",
            "HostileFrameTest#failureWithATextOfANegativeLengthIsCorrupt")
        .mutant(
            "sends a class name of any length",
            "cut(Objects.requireNonNull(className, \"className\"), CLASS_NAME_LIMIT);",
            "Objects.requireNonNull(className, \"className\");",
            "StreamFailureTest#textsAreCutAtTheirLimits")
        .mutant(
            "sends a message of any length",
            "cut(Objects.requireNonNull(message, \"message\"), MESSAGE_LIMIT);",
            "Objects.requireNonNull(message, \"message\");",
            "StreamFailureTest#textsAreCutAtTheirLimits")
        .mutant(
            "sends a digest of any length",
            "cut(Objects.requireNonNull(stackDigest, \"stackDigest\"), DIGEST_LIMIT);",
            "Objects.requireNonNull(stackDigest, \"stackDigest\");",
            "StreamFailureTest#textsAreCutAtTheirLimits")
        .mutant(
            "cuts a text inside a character",
            "while (end > 0 && (bytes[end] & 0xC0) == 0x80) {",
            "while (end < 0) {",
            HEAP + "reasonOfTheReaderIsCutAtItsLimitAndNotInsideACharacter");
  }
}
