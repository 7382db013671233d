package io.culvert.mutation;

import java.util.List;

/** The checks by which no change of a directory is overlooked. */
final class DirectoryWatchMutants {

  private static final String TEST = "DirectoryWatchTest#";

  private DirectoryWatchMutants() {}

  static List<Mutant> all() {
    return new MutantList("io.culvert.peer")
        .of("DirectoryWatch")
        .mutant(
            "takes a time for settled while its tick may not be over",
            "modified = young ? null : found;",
            "modified = found;",
            TEST + "aChangeBehindALookInTheSameTickOfTheClockIsSeenByTheNextOne")
        .mutant(
            "does not notice a change",
            "if (!found.equals(modified)) {",
            "if (young) {",
            TEST + "aChangeIsSeenByTheNextLook")
        .mutant(
            "takes a directory that cannot be looked at for one that has not changed",
            "generation++; // who looks for his file finds out what is wrong",
            "",
            TEST + "aDirectoryThatIsGoneChangesWithEachLook")
        .mutant(
            "looks behind a link in the place of the directory",
            "Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);",
            "Files.getLastModifiedTime(directory);",
            TEST + "aLinkInThePlaceOfTheDirectoryIsAChange")
        .mutant(
            "looks at each beat of each ring",
            "if (nowNanos - lookedNanos >= LOOK_NANOS) {",
            "if (true) {",
            TEST + "aChangeIsSeenByTheNextLook")
        .toList();
  }
}
