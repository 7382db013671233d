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
  private static final String CAPACITIES = "RingLayoutTest#otherNumbersAreNoCapacities";

  private RingMemoryMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.ring");
    frames(list.of("RingMemory"));
    positions(list);
    roles(list);
    orderings(list);
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
            "return buffer.compareAndSetLong(blockOffset + RingLayout.STATUS, status, ended);",
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
