package io.culvert.mutation;

import java.util.List;

/** The checks of the shared words, and the orderings by which they are loaded and stored. */
final class RingMemoryMutants {

  private static final String HEAP = "RingTest$OnTheHeap#";
  private static final String BAD_LENGTH =
      "HostileFrameTest#lengthThatIsNegativeOrRunsPastTheTailIsCorrupt";
  private static final String BAD_TYPE = "HostileFrameTest#unknownTypeIsCorrupt";
  private static final String BAD_TAIL = "HostilePositionTest#tailThatCannotBeTrueLetsNobodyAttach";
  private static final String BAD_HEAD = "HostilePositionTest#headThatCannotBeTrueLetsNobodyAttach";
  private static final String BAD_REASON = "HostilePositionTest#reasonOfAnImpossibleLengthIsEmpty";
  private static final String ORDER =
      "MemoryOrderTest#sharedWordsAreLoadedAndStoredAsTheLayoutSays";
  private static final String TOKEN_ORDER =
      "MemoryOrderTest#tokenIsReleasedBetweenItsPositionsAndTheTailBehindThem";
  private static final String WAKE_UP_RACE = "WakeUpRaceTest#whoPublishesRingsOrWhoParksSeesIt";
  private static final String CAPACITIES = "RingLayoutTest#otherNumbersAreNoCapacities";

  private RingMemoryMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.ring");
    frames(list.of("RingMemory"));
    positions(list);
    roles(list);
    orderings(list);
    waiting(list);
    life(list);
    values(list);
    return list.toList();
  }

  private static void frames(MutantList list) {
    list.mutant(
            "believes a negative length",
            "if (length < 0 || span > limit - position ||",
            "if (span > limit - position ||",
            BAD_LENGTH)
        .mutant(
            "believes a frame that runs past the tail",
            "if (length < 0 || span > limit - position ||",
            "if (length < 0 ||",
            BAD_LENGTH)
        .mutant(
            "believes a frame that runs past the end of the data area",
            "|| span > capacity - index) {",
            ") {",
            "HostileFrameTest#frameThatRunsPastTheEndOfTheDataAreaIsCorruptWhateverItsType")
        .mutant(
            "takes zeros for a frame",
            "if (type < Frame.DATA || type > Frame.FAILED) {",
            "if (type > Frame.FAILED) {",
            BAD_TYPE)
        .mutant(
            "takes an unknown type for padding",
            "if (type < Frame.DATA || type > Frame.FAILED) {",
            "if (type < Frame.DATA) {",
            BAD_TYPE)
        .mutant(
            "skips padding in the middle of a lap",
            "if (type == Frame.PADDING && span != capacity - index) {",
            "if (false) {",
            "HostileFrameTest#paddingThatEndsBeforeTheDataAreaIsCorrupt");
  }

  private static void positions(MutantList list) {
    list.mutant(
            "believes a negative head",
            "if (head < 0 || head > POSITION_LIMIT ||",
            "if (head > POSITION_LIMIT ||",
            BAD_HEAD)
        .mutant(
            "believes a head behind all positions",
            "if (head < 0 || head > POSITION_LIMIT ||",
            "if (head < 0 ||",
            BAD_HEAD)
        .mutant("believes a head that is not aligned", "|| (head & 7) != 0) {", ") {", BAD_HEAD)
        .mutant(
            "believes a tail behind the head",
            "if (tail < head || tail - head > capacity ||",
            "if (tail - head > capacity ||",
            BAD_TAIL)
        .mutant(
            "believes a tail more than a ring ahead of the head",
            "if (tail < head || tail - head > capacity ||",
            "if (tail < head ||",
            BAD_TAIL)
        .mutant("believes a tail that is not aligned", "|| (tail & 7) != 0) {", ") {", BAD_TAIL);
  }

  private static void roles(MutantList list) {
    list.mutant(
            "takes a role without looking whether another one does",
            "while (!buffer.compareAndSetLong(offset, found, status)) {",
            "while (!buffer.compareAndSetLong(offset, found, status)"
                + " && !buffer.compareAndSetLong(offset, found = found + 256, status)) {",
            "AttachRaceTest#twoWhoAttachAtOnceHaveTwoEpochs")
        .mutant(
            "ends the role of a successor",
            "return compareAndSet(blockOffset + RingLayout.STATUS, status, ended);",
            "statusRelease(blockOffset, ended); return true;",
            HEAP + "fencedWriterFailsAndStoresNothing")
        .mutant(
            "writes a reason of any length",
            "StreamFailure.cut(text, RingLayout.READER_REASON_LIMIT)",
            "text",
            HEAP + "reasonOfTheReaderIsCutAtItsLimitAndNotInsideACharacter")
        .mutant(
            "reads a reason of a negative length",
            "if (length < 0 || length > RingLayout.READER_REASON_LIMIT) {",
            "if (length > RingLayout.READER_REASON_LIMIT) {",
            BAD_REASON)
        .mutant(
            "reads a reason longer than its place",
            "if (length < 0 || length > RingLayout.READER_REASON_LIMIT) {",
            "if (length < 0) {",
            BAD_REASON);
  }

  private static void orderings(MutantList list) {
    list.mutant(
            "publishes by a plain store",
            "buffer.putLongOrdered(RingLayout.TAIL_OFFSET, position);",
            "buffer.putLong(RingLayout.TAIL_OFFSET, position);",
            ORDER)
        .mutant(
            "releases by a plain store",
            "buffer.putLongOrdered(readerOffset + RingLayout.POSITION, position);",
            "buffer.putLong(readerOffset + RingLayout.POSITION, position);",
            ORDER)
        .mutant(
            "stores a token by a plain store",
            "buffer.putLongOrdered(resumeSlot(slot) + Long.BYTES, token);",
            "buffer.putLong(resumeSlot(slot) + Long.BYTES, token);",
            TOKEN_ORDER)
        .mutant(
            "stores the position of a token by a plain store",
            "buffer.putLongOrdered(resumeSlot(slot), position);",
            "buffer.putLong(resumeSlot(slot), position);",
            TOKEN_ORDER)
        .mutant(
            "loads the tail by a plain load",
            "return buffer.getLongVolatile(RingLayout.TAIL_OFFSET);",
            "return buffer.getLong(RingLayout.TAIL_OFFSET);",
            ORDER)
        .mutant(
            "loads the head by a plain load",
            "return buffer.getLongVolatile(readerOffset + RingLayout.POSITION);",
            "return buffer.getLong(readerOffset + RingLayout.POSITION);",
            ORDER)
        .mutant(
            "loads a status by a plain load",
            "return buffer.getLongVolatile(blockOffset + RingLayout.STATUS);",
            "return buffer.getLong(blockOffset + RingLayout.STATUS);",
            ORDER);
  }

  private static void waiting(MutantList list) {
    list.mutant(
            "says that it waits before it says for what",
            "buffer.putLong(blockOffset + RingLayout.REQUESTED, wanted);"
                + " buffer.putLongOrdered(blockOffset + RingLayout.PARKED, PARKED);",
            "buffer.putLongOrdered(blockOffset + RingLayout.PARKED, PARKED);"
                + " buffer.putLong(blockOffset + RingLayout.REQUESTED, wanted);",
            "SignalsTest#whatIsWaitedForIsInPlaceBeforeTheFlagThatSpeaksOfIt")
        .mutant(
            "says that it waits by a plain store",
            "buffer.putLongOrdered(blockOffset + RingLayout.PARKED, PARKED);",
            "buffer.putLong(blockOffset + RingLayout.PARKED, PARKED);",
            "SignalsTest#whatIsWaitedForIsInPlaceBeforeTheFlagThatSpeaksOfIt")
        .mutant(
            "looks at the position before everybody sees that it waits",
            "RingLayout.PARKED, PARKED); VarHandle.fullFence();",
            "RingLayout.PARKED, PARKED);",
            WAKE_UP_RACE)
        .mutant(
            "does not say that it waits no more",
            "compareAndSet(blockOffset + RingLayout.PARKED, PARKED, NOT_PARKED); }",
            "}",
            "SignalsTest#aSideThatWaitsNoMoreIsNotWoken")
        .mutant(
            "wakes who does not wait",
            "return buffer.getLongVolatile(offset) == PARKED && buffer.getLong",
            "buffer.putLong(offset, PARKED); return buffer.getLong",
            "SignalsTest#aSideThatWaitsNoMoreIsNotWoken")
        .mutant(
            "looks whether somebody waits by a plain load",
            "return buffer.getLongVolatile(offset) == PARKED &&",
            "return buffer.getLong(offset) == PARKED &&",
            "SignalsTest#theFlagIsLookedAtBeforeWhatIsWaitedForAndTakenByCompareAndSet")
        .without(
            "wakes before there is what is waited for",
            "&& buffer.getLong(blockOffset + RingLayout.REQUESTED) <= reached",
            "SignalsTest#whatIsWaitedForIsTheLeastThatWakes")
        .mutant(
            "lets everybody ring who has seen the flag",
            "&& buffer.compareAndSetLong(offset, PARKED, NOT_PARKED);",
            "&& (buffer.compareAndSetLong(offset, PARKED, NOT_PARKED) || true);",
            "SignalsTest#onlyOneOfTwoWhoFindTheFlagRings")
        .without(
            "leaves the beat of its predecessor",
            "buffer.putLongOrdered(blockOffset + RingLayout.BEAT, beat);",
            "SignalsTest#theBeatOfAPredecessorEndsBeforeItsRoleIsTaken")
        .mutant(
            "ends the beat of its predecessor when it has the role",
            "buffer.putLongOrdered(blockOffset + RingLayout.BEAT, beat);"
                + " int offset = blockOffset + RingLayout.STATUS;"
                + " long found = buffer.getLongVolatile(offset);"
                + " long status = RoleState.status(RoleState.epochOf(found) + 1, RoleState.ATTACHED);"
                + " while (!buffer.compareAndSetLong(offset, found, status)) {"
                + " found = buffer.getLongVolatile(offset);"
                + " status = RoleState.status(RoleState.epochOf(found) + 1, RoleState.ATTACHED); }",
            "int offset = blockOffset + RingLayout.STATUS;"
                + " long found = buffer.getLongVolatile(offset);"
                + " long status = RoleState.status(RoleState.epochOf(found) + 1, RoleState.ATTACHED);"
                + " while (!buffer.compareAndSetLong(offset, found, status)) {"
                + " found = buffer.getLongVolatile(offset);"
                + " status = RoleState.status(RoleState.epochOf(found) + 1, RoleState.ATTACHED); }"
                + " buffer.putLongOrdered(blockOffset + RingLayout.BEAT, beat);",
            "SignalsTest#theBeatOfAPredecessorEndsBeforeItsRoleIsTaken")
        .mutant(
            "beats with the number that means none",
            "next == NO_BEAT ? next + 1 : next",
            "next",
            "SignalsTest#aBeatIsNeverTheNumberThatMeansNone")
        .mutant(
            "beats by a plain store",
            "buffer.putLongOrdered(offset, next",
            "buffer.putLong(offset, next",
            "SignalsTest#aBeatIsReleasedAndAcquired")
        .mutant(
            "looks at a beat by a plain load",
            "return buffer.getLongVolatile(blockOffset + RingLayout.BEAT);",
            "return buffer.getLong(blockOffset + RingLayout.BEAT);",
            "SignalsTest#aBeatIsReleasedAndAcquired");
  }

  private static void life(MutantList list) {
    list.without(
            "takes memory that is not aligned",
            "buffer.verifyAlignment();",
            "RingMemoryTest#memoryThatIsNotAlignedIsRefused")
        .mutant(
            "lets somebody use memory that is freed",
            "if (count == 0) {",
            "if (false) {",
            "RingMemoryTest#memoryThatIsFreedTakesNoUser")
        .mutant(
            "brings memory that is freed back to life",
            "while (count > 0 && !users.compareAndSet(count, count + 1)) {",
            "while (!users.compareAndSet(count, count + 1)) {",
            "RingMemoryTest#memoryThatIsFreedTakesNoUser")
        .mutant(
            "frees memory that has users",
            "if (users.decrementAndGet() == 0) {",
            "if (users.decrementAndGet() >= 0) {",
            "RingMemoryTest#lastUserFreesTheMemory");
  }

  private static void values(MutantList list) {
    list.of("Frame")
        .mutant(
            "computes the span of a hostile length in an int",
            "return (length + (long) HEADER + 7) & ~7L;",
            "return (length + HEADER + 7) & ~7L;",
            BAD_LENGTH)
        .of("RoleState")
        .mutant(
            "takes any number for a state",
            "return ordinal < STATES.length ? STATES[ordinal] : null;",
            "return STATES[ordinal];",
            "HostilePositionTest#unknownStateOfTheReaderIsCorrupt")
        .of("RingLayout")
        .mutant("has rings of any smallness", "capacity >= MIN_CAPACITY &&", "", CAPACITIES)
        .mutant("has rings of any size", "&& capacity <= MAX_CAPACITY", "", CAPACITIES)
        .mutant(
            "has rings of any number of bytes", "&& Long.bitCount(capacity) == 1;", ";", CAPACITIES)
        .of("RingSpec")
        .mutant(
            "takes any capacity",
            "if (!RingLayout.isCapacity(capacity)) {",
            "if (false) {",
            "RingSpecTest#capacityThatIsNoneIsNamed")
        .mutant(
            "takes any maximum",
            "if (maxMessageSize < 1) {",
            "if (false) {",
            "RingSpecTest#maximumThatIsNotPositiveIsNamed")
        .mutant(
            "takes an empty codec name",
            "if (nameLength == 0 || nameLength > RingLayout.CODEC_NAME_LIMIT) {",
            "if (nameLength > RingLayout.CODEC_NAME_LIMIT) {",
            "RingSpecTest#codecNameHasOneTo128Bytes")
        .mutant(
            "takes a codec name that is too long",
            "if (nameLength == 0 || nameLength > RingLayout.CODEC_NAME_LIMIT) {",
            "if (nameLength == 0) {",
            "RingSpecTest#codecNameHasOneTo128Bytes");
  }
}
