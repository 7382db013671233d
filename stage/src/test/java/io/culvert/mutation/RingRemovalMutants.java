package io.culvert.mutation;

import java.util.List;

/** The checks of those who look at rings or delete them, and take no part in them. */
final class RingRemovalMutants {

  private static final String LINK = "RingRemovalTest#linkIsNeitherFollowedNorDeleted";
  private static final String MEANT = "RingRemovalTest#onlyTheRingThatIsMeantIsDeleted";
  private static final String LOCKED =
      "RingRemovalTest#nothingIsDeletedWhileSomebodyHasTheLockOfThoseWhoMakeRings";
  private static final String NO_FILE = "RingSnapshotTest#linkAndDirectoryAreRefused";
  private static final String LOCK = "try (InitLock lock = RingFile.lock(directory, name)) {";
  private static final String NO_LOCK = "try { if (false) throw new IOException();";

  private RingRemovalMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.ring");
    removal(list.of("RingRemoval"));
    snapshot(list.of("RingSnapshot"));
    list.of("RingFile")
        .mutant(
            "follows a link to look whether it is the ring that is meant",
            "FileChannel.open(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));",
            "FileChannel.open(path, Set.of(StandardOpenOption.READ));",
            "RingRemovalTest#linkToTheRingThatIsMeantIsNeitherFollowedNorDeleted");
    return list.toList();
  }

  private static void removal(MutantList list) {
    list.mutant(
            "leaves a lock file for a ring that was never there",
            "if (isMissing(path)) { return false; // without",
            "if (false) { return false; // without",
            "RingRemovalTest#askingForARingThatWasNeverThereLeavesNothing")
        .mutant(
            "deletes what is no ring",
            "RingFile.requireRegular(path); Files.delete(path); return true;"
                + " } catch (IOException e) {"
                + " throw RingDirectory.io(\"cannot delete ring\", path, e);",
            "Files.delete(path); return true;"
                + " } catch (IOException e) {"
                + " throw RingDirectory.io(\"cannot delete ring\", path, e);",
            LINK)
        .mutant(
            "deletes what is no unfinished ring",
            "RingFile.requireRegular(path); Files.delete(path); return true;"
                + " } catch (IOException e) {"
                + " throw RingDirectory.io(\"cannot delete unfinished ring\", path, e);",
            "Files.delete(path); return true;"
                + " } catch (IOException e) {"
                + " throw RingDirectory.io(\"cannot delete unfinished ring\", path, e);",
            LINK)
        .mutant(
            "deletes a ring that is not meant",
            "if (!RingFile.hasId(path, ringId)) {",
            "if (false) {",
            MEANT)
        .mutant(
            "deletes a ring while others make one",
            LOCK
                + " if (isMissing(path)) { return false; } RingFile.requireRegular(path);"
                + " Files.delete(path); return true;"
                + " } catch (IOException e) {"
                + " throw RingDirectory.io(\"cannot delete ring\"",
            NO_LOCK
                + " RingFile.requireRegular(path);"
                + " Files.delete(path); return true;"
                + " } catch (IOException e) {"
                + " throw RingDirectory.io(\"cannot delete ring\"",
            LOCKED)
        .mutant(
            "deletes the ring that is meant while others make one",
            LOCK + " if (!RingFile.hasId",
            NO_LOCK + " if (!RingFile.hasId",
            LOCKED)
        .mutant(
            "deletes an unfinished ring while its maker gives it its name",
            "temporary(directory, name, maker); " + LOCK,
            "temporary(directory, name, maker); " + NO_LOCK,
            LOCKED);
  }

  private static void snapshot(MutantList list) {
    list.mutant(
            "reads what is no ring",
            "RingFile.requireRegular(path); try (FileChannel channel = RingFile.openToRead(path)) {"
                + " return read(",
            "try (FileChannel channel = RingFile.openToRead(path)) { return read(",
            NO_FILE)
        .mutant(
            "reads the identity of what is no ring",
            "RingFile.requireRegular(path); try (FileChannel channel = RingFile.openToRead(path)) {"
                + " return readIdentity(",
            "try (FileChannel channel = RingFile.openToRead(path)) { return readIdentity(",
            NO_FILE)
        .without(
            "takes a ring that was cut for a whole one",
            "RingFile.requireLength(channel, RingLayout.fileLength(identity.capacity()), path);",
            "RingSnapshotTest#fileThatIsCutIsRefused")
        .mutant(
            "takes an unknown state for one",
            "if (state == null) {",
            "if (false) {",
            "RingSnapshotTest#stateThatIsNoneIsCorrupt")
        .mutant(
            "takes a ring for ended whose reader has not",
            "return readerState.isDone();",
            "return true;",
            "RingSnapshotTest#emptyRingHasNotEnded")
        .mutant(
            "takes a ring for ended whose reader has failed",
            "return readerState.isDone();",
            "return readerState == RoleState.FAILED || readerState.isDone();",
            "RingSnapshotTest#readerThatHasFailedHasNot")
        .mutant(
            "takes a ring for ended whose end nobody has taken",
            "return readerState.isDone();",
            "return endNext || readerState.isDone();",
            "RingSnapshotTest#endWithAnElementBeforeItIsNotAllThatIsLeft");
  }
}
