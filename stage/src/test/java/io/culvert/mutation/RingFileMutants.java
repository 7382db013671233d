package io.culvert.mutation;

import java.util.List;

/** The checks of a ring's file: what is in it, what it is, how it comes and goes. */
final class RingFileMutants {

  private static final String MATCHES = "RingFileHeaderTest#otherCodecIsRefused";
  private static final String CUT = "RingFileTest#ringThatIsCutIsRefusedAndNotExtended";
  private static final String NAME_LENGTH =
      "RingFileHeaderTest#codecNameOfAnImpossibleLengthIsCorruptEvenWithAChecksum";

  private RingFileMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.ring");
    identity(list.of("RingIdentity"));
    kind(list.of("RingFile"));
    life(list);
    builder(list.of("RingBuilder"));
    lock(list.of("InitLock"));
    return list.toList();
  }

  private static void identity(MutantList list) {
    list.mutant(
            "parses what is too short for an identity",
            "if (header.limit() < RingLayout.IDENTITY_LENGTH) {",
            "if (false) {",
            CUT)
        .without(
            "takes any file for a ring",
            "refuseUnless(RingLayout.MAGIC, header.getLong(RingLayout.MAGIC_OFFSET), \"magic\","
                + " file);",
            "RingFileHeaderTest#otherMagicIsNoRing")
        .without(
            "takes any version for ours",
            "refuseUnless( RingLayout.VERSION, header.getInt(RingLayout.VERSION_OFFSET), \"layout"
                + " version\", file);",
            "RingFileHeaderTest#otherVersionIsRefusedBeforeAnythingElseIsBelieved")
        .mutant(
            "believes an identity with a wrong checksum",
            "if (found != wanted) { throw new CorruptRingException",
            "if (false) { throw new CorruptRingException",
            "RingFileHeaderTest#identityWithAWrongChecksumIsCorrupt")
        .mutant(
            "overlooks a bit that must be understood",
            "if ((mustUnderstand & ~RingLayout.UNDERSTOOD) != 0) {",
            "if (false) {",
            "RingFileHeaderTest#bitThatMustBeUnderstoodAndIsNotIsRefused")
        .mutant(
            "believes any capacity",
            "if (!RingLayout.isCapacity(capacity)) {",
            "if (false) {",
            "RingFileHeaderTest#capacityThatNoneHasIsCorruptEvenWithAChecksum")
        .mutant(
            "believes any number of readers",
            "if (readers != RingLayout.READERS) {",
            "if (false) {",
            "RingFileHeaderTest#otherNumberOfReadersIsCorruptEvenWithAChecksum")
        .mutant(
            "believes a codec name without a length",
            "if (nameLength < 1 || nameLength > RingLayout.CODEC_NAME_LIMIT) {",
            "if (nameLength > RingLayout.CODEC_NAME_LIMIT) {",
            NAME_LENGTH)
        .mutant(
            "believes a codec name that is too long",
            "if (nameLength < 1 || nameLength > RingLayout.CODEC_NAME_LIMIT) {",
            "if (nameLength < 1) {",
            NAME_LENGTH)
        .mutant(
            "takes another capacity",
            "if (capacity != spec.capacity()) {",
            "if (false) {",
            "RingFileHeaderTest#otherCapacityIsRefused")
        .mutant(
            "takes another codec",
            "if (!codecName.equals(spec.codecName())) {",
            "if (false) {",
            MATCHES)
        .mutant(
            "takes another encoding of the codec",
            "if (codecFingerprint != spec.codecFingerprint()) {",
            "if (false) {",
            MATCHES)
        .mutant(
            "takes a ring of another boot for one of this",
            "return bootId.equals(current) || bootId.equals(unknown) || current.equals(unknown);",
            "return true;",
            "RingFileHeaderTest#ringOfAnotherBootIsToldApart")
        .mutant(
            "takes a ring that does not know its boot for one of another",
            "|| bootId.equals(unknown)",
            "",
            "RingFileHeaderTest#ringOfAnotherBootIsToldApart")
        .mutant(
            "looks for an id in a file that is too short for one",
            "return bytes.limit() >= RingLayout.IDENTITY_LENGTH && ringId",
            "return ringId",
            "RingFileLifeTest#fileThatWasOverwrittenInItsPlaceIsNotDeleted");
  }

  private static void kind(MutantList list) {
    list.mutant(
            "opens what is not there",
            "} catch (NoSuchFileException e) { throw new RingStorageException(",
            "} catch (java.nio.file.NotLinkException e) { throw new RingStorageException(",
            "RingFileTest#ringThatIsMissingIsNotFound")
        .mutant(
            "does not tell a symbolic link",
            "if (attributes.isSymbolicLink()) {",
            "if (false) {",
            "RingFileTest#symbolicLinkIsNotFollowed")
        .mutant(
            "follows a symbolic link",
            "attributes = Files.readAttributes(path, BasicFileAttributes.class,"
                + " LinkOption.NOFOLLOW_LINKS);",
            "attributes = Files.readAttributes(path, BasicFileAttributes.class);",
            "RingFileTest#symbolicLinkIsNotFollowed")
        .mutant(
            "opens what is no regular file",
            "if (!attributes.isRegularFile()) {",
            "if (false) {",
            "RingFileTest#directoryIsNoRing")
        .without(
            "opens the file of another user",
            "Ownership.requireOurs(path, \"file\");",
            "RingFileTest#ringOfAnotherUserIsRefused")
        .mutant(
            "follows a symbolic link that took the file's place",
            "Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)",
            "Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)",
            "RingFileRaceTest#symbolicLinkThatTakesTheRingsPlaceMeanwhileIsNotFollowed")
        .without(
            "opens a ring that does not match",
            "identity.requireMatches(spec, path.toString());",
            MATCHES)
        .mutant(
            "extends a file that was cut",
            "requireLength(channel, length, path); MappedByteBuffer mapped",
            "MappedByteBuffer mapped",
            CUT)
        .mutant(
            "takes an unknown state of the reader for one",
            "if (state == null) {",
            "if (false) {",
            "RingFileTest#unknownStateOfTheReaderIsCorrupt");
  }

  private static void life(MutantList list) {
    list.mutant(
            "replaces a ring that another one has made meanwhile",
            "if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) &&",
            "if (",
            "RingFileLifeTest#threadsThatCreateAtOnceGetOneRing")
        .without(
            "does not make a ring again whose unfinished file was deleted meanwhile",
            "&& Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)",
            "RingRemovalTest#makerThatLosesItsUnfinishedFileMakesAnother")
        .mutant(
            "does not make a ring again that was deleted meanwhile",
            "if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) { return map(",
            "if (true) { return map(",
            "RingFileRaceTest#ringThatIsDeletedMeanwhileIsMadeAgain")
        .without(
            "leaves its temporary file",
            "Files.deleteIfExists(temporary);",
            "RingFileLifeTest#threadsThatCreateAtOnceGetOneRing")
        .without(
            "leaves the file of an anonymous ring",
            "Files.delete(directory.ring(name));",
            "RingFileLifeTest#anonymousRingLeavesNoFile")
        .mutant(
            "deletes a copy of the ring",
            "if (isInPlace() && hasId(path(), identity.ringId())) {",
            "if (Files.exists(path()) && hasId(path(), identity.ringId())) {",
            "RingFileLifeTest#copyOfTheRingIsNotDeleted")
        .mutant(
            "deletes whatever has the number of its file",
            "if (isInPlace() && hasId(path(), identity.ringId())) {",
            "if (isInPlace()) {",
            "RingFileLifeTest#fileThatWasOverwrittenInItsPlaceIsNotDeleted")
        .mutant(
            "takes a ring that has another file for its own",
            "return Objects.equals( fileKey, Files.readAttributes(path(),"
                + " BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS) .fileKey());",
            "return Files.readAttributes(path(), BasicFileAttributes.class).isRegularFile();",
            "RingFileLifeTest#copyOfTheRingIsNotDeleted")
        .mutant(
            "reads the state of memory that is gone",
            "memory.retain(); try { long status",
            "try { long status",
            "RingFileTest#closedRingRefusesEverything")
        .mutant(
            "forces memory that is gone",
            "memory.retain(); try { mapped.force();",
            "try { mapped.force();",
            "RingFileTest#closedRingRefusesEverything")
        .mutant(
            "gives the mapping back twice",
            "if (closed.compareAndSet(false, true)) {",
            "if (true) {",
            "RingFileLifeTest#sideThatIsClosedTwiceLetsGoOfTheMappingOnce");
  }

  private static void builder(MutantList list) {
    list.mutant(
            "fills a file system that has no room",
            "requireSpace(file, length); try",
            "try",
            "RingFileTest#fullFileSystemIsRefusedAndNothingIsLeftInIt")
        .mutant(
            "writes into a file that exists",
            "StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE,",
            "StandardOpenOption.CREATE, StandardOpenOption.WRITE,",
            "RingBuilderTest#fileThatExistsIsNotTouched")
        .mutant(
            "makes a file that others may read",
            ", RingDirectory.ownerOnly(file, \"rw-------\"))",
            ")",
            "RingFileTest#ringIsOfItsOwnerAloneAndNothingIsLeftBesideIt")
        .mutant(
            "writes the header before the ring is whole",
            "ByteBuffer zeros = ByteBuffer.allocateDirect(FILL_BYTES);",
            "writeFully(channel, identity.toHeader(), 0);"
                + " ByteBuffer zeros = ByteBuffer.allocateDirect(FILL_BYTES);",
            "RingBuilderTest#headerComesWhenTheFileIsWhole");
  }

  private static void lock(MutantList list) {
    list.without(
            "lets two threads have the lock",
            "WITHIN_JVM.lock();",
            "InitLockTest#lockOfAnotherThreadIsWaitedFor")
        .mutant(
            "goes on without the lock that another process has",
            "return channel.tryLock() != null;",
            "channel.tryLock(); return true;",
            "InitLockTest#lockOfAnotherProcessIsWaitedFor")
        .mutant(
            "goes on without the lock that another copy of the library has",
            "return false; // a second copy",
            "return true; // a second copy",
            "InitLockTest#lockOfAnotherCopyOfTheLibraryIsWaitedFor")
        .mutant(
            "waits for ever",
            "if (System.nanoTime() - begin > PATIENCE_NANOS) {",
            "if (false) {",
            "InitLockTest#lockThatIsNeverGivenBackIsNotWaitedForForEver")
        .mutant(
            "follows a symbolic link",
            "StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)",
            "StandardOpenOption.CREATE, StandardOpenOption.WRITE)",
            "InitLockTest#symbolicLinkIsNotFollowed")
        .mutant(
            "makes a file that others may read",
            ", RingDirectory.ownerOnly(file, \"rw-------\"))",
            ")",
            "RingFileTest#ringIsOfItsOwnerAloneAndNothingIsLeftBesideIt")
        .mutant(
            "keeps the lock within the JVM after a try that has failed",
            "WITHIN_JVM.unlock(); // or nobody in this JVM makes a ring any more",
            "",
            "InitLockTest#failedTryHoldsNothing")
        .mutant(
            "keeps the file open after a try that has failed",
            "if (channel != null) {",
            "if (false) {",
            "InitLockTest#lockThatIsNeverGivenBackIsNotWaitedForForEver");
  }
}
