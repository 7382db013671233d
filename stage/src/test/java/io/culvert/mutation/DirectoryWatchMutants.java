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
            "takes a second change in one tick of the clock for none",
            "if (young || !found.equals(modified)) {",
            "if (!found.equals(modified)) {",
            TEST + "aChangeThatIsYoungCountsAgain")
        .mutant(
            "does not notice a change",
            "if (young || !found.equals(modified)) {",
            "if (young) {",
            TEST + "aChangeCountsOnce")
        .mutant(
            "compares with the directory as it was at first",
            "modified = found;",
            "modified = modified == null ? found : modified;",
            TEST + "aChangeCountsOnce")
        .mutant(
            "takes a directory that cannot be looked at for one that has not changed",
            "generation++; // who looks for his file finds out what is wrong",
            "",
            TEST + "aDirectoryThatCannotBeLookedAtCountsAsChangedAtEachLook")
        .mutant(
            "looks behind a link in the place of the directory",
            "Files.getLastModifiedTime(directory, LinkOption.NOFOLLOW_LINKS);",
            "Files.getLastModifiedTime(directory);",
            TEST + "aLinkInThePlaceOfTheDirectoryIsAChange")
        .mutant(
            "looks at each beat of each ring",
            "if (nowNanos - lookedNanos >= LOOK_NANOS) {",
            "if (true) {",
            TEST + "oneLookServesAllForASecond")
        .mutant(
            "looks no more when the clock has overflowed",
            "if (nowNanos - lookedNanos >= LOOK_NANOS) {",
            "if (nowNanos >= lookedNanos + LOOK_NANOS) {",
            TEST + "theClockMayOverflow")
        .toList();
  }
}
