package io.culvert.mutation;

import java.util.List;

/** The checks of the writing side. */
final class RingWriterMutants {

  private static final String HEAP = "RingTest$OnTheHeap#";
  private static final String CLOSED = HEAP + "closedWriterRefusesEverything";
  private static final String ENDED = HEAP + "nothingCanBeWrittenBehindTheEnd";
  private static final String FENCED = HEAP + "fencedWriterFailsAndStoresNothing";
  private static final String FENCED_IN_BATCH =
      HEAP + "writerFencedInTheMiddleOfABatchPublishesNothingOfIt";
  private static final String NOT_DRAINED = HEAP + "streamThatIsNotDrainedLetsNoOtherBegin";
  private static final String OPEN_CLAIM = HEAP + "nothingElseCanBeWrittenWhileAClaimIsOpen";
  private static final String BAD_CLAIM =
      HEAP + "claimThatIsNegativeOrTooLongIsRefusedAndNothingIsOpen";
  private static final String BAD_COMMIT =
      HEAP + "commitOfMoreThanTheClaimIsRefusedAndTheClaimStaysOpen";
  private static final String TOO_LONG =
      HEAP + "writerRefusesMoreThanItsMaximumBeforeAnythingIsPublished";
  private static final String BAD_HEAD = "HostilePositionTest#headThatCannotBeTrueStopsTheWriter";
  private static final String LONGEST_FAILURE = HEAP + "fullRingTakesTheLongestFailureAtEveryIndex";

  private RingWriterMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.ring");
    attach(list.of("RingWriter"));
    room(list);
    order(list);
    fencing(list);
    state(list);
    closed(list);
    messages(list.of("MessageWriter"));
    return list.toList();
  }

  private static void attach(MutantList list) {
    list.without(
            "attaches before it has looked whether the stream is open",
            "requireOpenStream(); // a ring that is refused is left as it is",
            "HostilePositionTest#tailThatCannotBeTrueLetsNobodyAttach")
        .mutant(
            "does not look once more after it has attached whether the stream has ended",
            "RingMemory.Positions positions = requireOpenStream(); this.published",
            "RingMemory.Positions positions = memory.positions(READER); this.published",
            "AttachRaceTest#writerSeesThatItsPredecessorHasEndedTheStreamMeanwhile")
        .mutant(
            "is a plain thread until its first beat",
            "return attach(ring.memory(), RingMemory.FIRST_BEAT);",
            "return attach(ring.memory(), RingMemory.NO_BEAT);",
            "SignalsTest#anOwnerThatIsWatchedHasABeatAsSoonAsItHasTheRole")
        .mutant(
            "goes on from where the tail was before it attached",
            "requireOpenStream(); // a ring that is refused is left as it is"
                + " this.status = memory.attach(RingLayout.WRITER_OFFSET, beat);"
                + " // Once more, because only from the attach on a predecessor publishes nothing."
                + " RingMemory.Positions positions = requireOpenStream();",
            "RingMemory.Positions positions = requireOpenStream();"
                + " this.status = memory.attach(RingLayout.WRITER_OFFSET, beat);",
            "AttachRaceTest#writerGoesOnBehindWhatItsPredecessorHasPublishedMeanwhile")
        .mutant(
            "writes behind a completion",
            "if (walk.type() == Frame.COMPLETED || walk.type() == Frame.FAILED) {",
            "if (walk.type() == Frame.FAILED) {",
            NOT_DRAINED)
        .mutant(
            "writes behind a failure",
            "if (walk.type() == Frame.COMPLETED || walk.type() == Frame.FAILED) {",
            "if (walk.type() == Frame.COMPLETED) {",
            HEAP + "failedStreamThatIsNotDrainedLetsNoOtherBegin")
        .mutant(
            "takes a tail in the room of an ending",
            "if (positions.tail() > tailLimit) {",
            "if (false) {",
            "HostilePositionTest#tailInTheRoomOfAnEndingWithoutAnEndingLetsNoWriterAttach")
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

  private static void room(MutantList list) {
    list.mutant(
            "claims a negative length",
            "if (maxLength < 0 || maxLength > payloadLimit) {",
            "if (maxLength > payloadLimit) {",
            BAD_CLAIM)
        .mutant(
            "claims more than a frame may have",
            "if (maxLength < 0 || maxLength > payloadLimit) {",
            "if (maxLength < 0) {",
            BAD_CLAIM)
        .mutant(
            "writes a frame over the end of the data area",
            "int padding = span > toEnd ? toEnd : 0;",
            "int padding = 0;",
            HEAP + "messageIsWholeWhateverRemainsBeforeTheEndOfTheDataArea")
        .mutant(
            "forgets the room of the padding",
            "if (!hasRoom(padding + span)) {",
            "if (!hasRoom(span)) {",
            HEAP + "paddingTakesRoomToo")
        .mutant(
            "writes without room",
            "if (!hasRoom(padding + span)) {",
            "if (hasRoom(padding + span) && false) {",
            HEAP + "fullRingRefusesWithoutSideEffects")
        .without(
            "waits for room without publishing what would make it",
            "publish(); // or the reader could never make the room that is asked for",
            HEAP + "whatIsCommittedIsPublishedBeforeTheWriterGivesUpForWantOfRoom")
        .mutant(
            "believes a head that goes back",
            "if (head < knownHead || head > published ||",
            "if (head > published ||",
            BAD_HEAD)
        .mutant(
            "believes a head before the tail",
            "if (head < knownHead || head > published ||",
            "if (head < knownHead ||",
            BAD_HEAD)
        .mutant(
            "believes a head that is not aligned",
            "head > published || (head & 7) != 0) {",
            "head > published) {",
            BAD_HEAD)
        .mutant(
            "lets messages take the room of an ending",
            "return head + capacity - Frame.TERMINAL_RESERVE;",
            "return head + capacity;",
            LONGEST_FAILURE)
        .without(
            "does not use the room of an ending for it",
            "limit += Frame.TERMINAL_RESERVE;",
            LONGEST_FAILURE)
        .mutant(
            "commits without a claim",
            "if (claimed < 0) {",
            "if (false) {",
            HEAP + "commitWithoutClaimIsRefused")
        .mutant(
            "commits a negative length",
            "if (length < 0 || length > claimed) {",
            "if (length > claimed) {",
            BAD_COMMIT)
        .mutant(
            "commits more than was claimed",
            "if (length < 0 || length > claimed) {",
            "if (length < 0) {",
            BAD_COMMIT)
        .mutant(
            "leaves the claim open after its commit",
            "claimed = NO_CLAIM; append(Frame.DATA, 0, length);",
            "append(Frame.DATA, 0, length);",
            HEAP + "commitWithoutClaimIsRefused")
        .without(
            "claims before it looks whether the source has the bytes",
            "source.boundsCheck(offset, length); // before the claim, which would stay open",
            HEAP + "offerOutsideOfItsBufferIsRefusedAndTheNextOneWorks")
        .mutant(
            "offers more than the maximum in one frame",
            "if (length > payloadLimit || length > memory.maxMessageSize()) {",
            "if (length > payloadLimit) {",
            TOO_LONG);
  }

  private static void order(MutantList list) {
    list.mutant(
            "publishes a position before its header is in place",
            "putHeader(type, flags, length); position += Frame.span(length);",
            "memory.tailRelease(position + Frame.span(length));"
                + " putHeader(type, flags, length); position += Frame.span(length);",
            "MemoryOrderTest#tailIsReleasedBehindTheHeadersOfItsFrames")
        .mutant(
            "does not look for a successor before it publishes",
            "requireNotFenced(); if (tokenPosition > published) {",
            "if (tokenPosition > published) {",
            FENCED_IN_BATCH);
  }

  private static void fencing(MutantList list) {
    list.mutant("does not look for a successor", "if (found != status) {", "if (false) {", FENCED)
        .without(
            "does not look for a successor before the first store of a batch",
            "requireNotFenced(); // before the first store of each batch, and again before it is"
                + " published",
            FENCED)
        .mutant(
            "does not look for a successor before it writes an ending",
            "abort(); requireNotFenced();",
            "abort();",
            FENCED_IN_BATCH);
  }

  private static void state(MutantList list) {
    list.mutant("writes while a claim is open", "if (claimed >= 0) {", "if (false) {", OPEN_CLAIM)
        .mutant(
            "goes beyond the end of the positions",
            "if (position > RingLayout.MAX_POSITION) {",
            "if (false) {",
            "RingPositionsTest#noMessageBeginsBehindTheEndOfThePositions")
        .mutant("writes behind the end of the stream", "if (ended) {", "if (false) {", ENDED)
        .without("forgets that the stream has ended", "ended = true;", ENDED)
        .mutant(
            "ends the stream with a claim open",
            "abort(); requireNotFenced();",
            "requireNotFenced();",
            HEAP + "claimThatAnEndingHasAbortedCannotBeCommitted")
        .without(
            "does not say in its status that the stream has ended",
            "memory.detach(RingLayout.WRITER_OFFSET, status, state);",
            HEAP + "statusOfTheWriterSaysHowItHasEnded")
        .mutant(
            "claims in whatever state",
            "requireWritable(); if (maxLength < 0",
            "if (maxLength < 0",
            OPEN_CLAIM)
        .mutant(
            "offers in whatever state",
            "requireWritable(); source.boundsCheck",
            "source.boundsCheck",
            HEAP + "messageInSeveralFramesIsRefusedWhileAClaimIsOpenAndBehindTheEnd")
        .mutant(
            "sends in whatever state",
            "requireWritable(); messages.begin(source, offset, length); try {",
            "messages.begin(source, offset, length); try {",
            HEAP + "messageInSeveralFramesIsRefusedWhileAClaimIsOpenAndBehindTheEnd")
        .mutant(
            "begins a message in whatever state",
            "requireWritable(); messages.begin(source, offset, length); }",
            "messages.begin(source, offset, length); }",
            OPEN_CLAIM)
        .mutant(
            "advances a message behind the end",
            "requireNotEnded(); return messages.advance();",
            "return messages.advance();",
            HEAP + "messageThatWasBegunDoesNotAdvanceBehindTheEnd")
        .mutant(
            "completes twice",
            "requireNotEnded(); end(Frame.COMPLETED",
            "end(Frame.COMPLETED",
            ENDED)
        .mutant(
            "fails behind the end",
            "requireNotEnded(); UnsafeBuffer text",
            "UnsafeBuffer text",
            ENDED)
        .mutant(
            "takes an unknown state of the reader for one",
            "if (state == null) {",
            "if (false) {",
            "HostilePositionTest#unknownStateOfTheReaderIsCorrupt")
        .mutant(
            "takes the end of a former reader for one of this stream's",
            "boolean former = found == formerReaderStatus && state != RoleState.ATTACHED;",
            "boolean former = false;",
            HEAP + "howAReaderEndedBeforeTheWriterCameIsNotReported")
        .mutant(
            "goes on with a message for whose sending the time ran out",
            "Waiting.until(messages::advance, timeout); } finally { messages.abandon(); }",
            "Waiting.until(messages::advance, timeout); } finally { }",
            HEAP + "sendThatRunsOutOfTimeHalfWayIsDroppedByTheReader");
  }

  private static void closed(MutantList list) {
    list.mutant("works after it was closed", "if (closed) {", "if (false) {", CLOSED)
        .mutant(
            "publishes after it was closed",
            "requireOpen(); if (position == published) {",
            "if (position == published) {",
            CLOSED)
        .mutant(
            "looks for room after it was closed",
            "requireOpen(); return memory.headAcquire(READER) >= requestedHead;",
            "return memory.headAcquire(READER) >= requestedHead;",
            CLOSED)
        .mutant(
            "looks for the reader's head after it was closed",
            "requireOpen(); return memory.headAcquire(READER) == published;",
            "return memory.headAcquire(READER) == published;",
            CLOSED)
        .mutant(
            "looks for a change of the reader after it was closed",
            "requireOpen(); return memory.statusAcquire(READER) != knownReaderStatus;",
            "return memory.statusAcquire(READER) != knownReaderStatus;",
            CLOSED)
        .mutant(
            "looks at the reader's state after it was closed",
            "requireOpen(); long found = memory.statusAcquire(READER);",
            "long found = memory.statusAcquire(READER);",
            CLOSED)
        .mutant(
            "reads the reader's reason after it was closed",
            "requireOpen(); return memory.readerReason(READER);",
            "return memory.readerReason(READER);",
            CLOSED)
        .mutant(
            "asks an ended stream only whether it has ended",
            "requireOpen(); if (ended) {",
            "if (ended) {",
            CLOSED)
        .without(
            "leaves a view of the memory behind",
            "view.wrap(0, 0); // or a view that was kept would still reach the memory",
            HEAP + "writerClosedWithAnOpenClaimDoesNotCommitIt")
        .mutant(
            "lets go of the memory twice",
            "if (!closed) {",
            "if (true) {",
            "RingFileLifeTest#sideThatIsClosedTwiceLetsGoOfTheMappingOnce")
        .mutant(
            "keeps the claim that was open when it was closed",
            "closed = true; abort();",
            "closed = true;",
            HEAP + "writerClosedWithAnOpenClaimDoesNotCommitIt")
        .without(
            "keeps the role after it was closed",
            "memory.detach(RingLayout.WRITER_OFFSET, status, RoleState.DETACHED);",
            HEAP + "statusOfTheWriterSaysHowItHasEnded");
  }

  private static void messages(MutantList list) {
    list.mutant(
            "begins a message longer than the maximum",
            "if (length > maxMessageSize) {",
            "if (false) {",
            TOO_LONG)
        .without(
            "begins a message that its buffer does not have",
            "source.boundsCheck(offset, length);",
            HEAP + "messageThatItsBufferDoesNotHaveIsNotBegun")
        .mutant(
            "appends a message that never fits into the ring",
            "if (isStreamed(length, writer.capacity())) {",
            "if (false) {",
            HEAP + "offerOfMoreThanTheRingHoldsIsRefused")
        .mutant(
            "appends the parts of a message for which there is not room as a whole",
            "if (!isStreamed(total, capacity) && !writer.hasRoom(span(total, capacity))) {",
            "if (false) {",
            HEAP + "messageInSeveralFramesWaitsForRoomForAllOfIt")
        .mutant(
            "advances without a message",
            "if (!open) {",
            "if (false) {",
            HEAP + "advanceWithoutAMessageIsRefused")
        .without(
            "forgets to end a message that was appended",
            "open = false;",
            HEAP + "sendThatRunsOutOfTimeHalfWayIsDroppedByTheReader");
  }
}
