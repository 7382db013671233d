package io.culvert.mutation;

import java.util.List;

/** The checks of the place where rings are. */
final class RingDirectoryMutants {

  private static final String BAD_NAME =
      "RingDirectoryTest#nameThatIsNoFileNameEverywhereIsRefused";

  private RingDirectoryMutants() {}

  static List<Mutant> all() {
    return new MutantList("io.culvert.ring")
        .of("RingDirectory")
        .mutant(
            "does not tell a symbolic link",
            "if (Files.isSymbolicLink(path)) {",
            "if (false) {",
            "RingDirectoryTest#symbolicLinkIsNotFollowed")
        .mutant(
            "takes a file for a directory",
            "if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {",
            "if (false) {",
            "RingDirectoryTest#fileIsNoDirectory")
        .without(
            "takes the directory of another user",
            "Ownership.requireOurs(path, \"directory\");",
            "RingDirectoryTest#directoryOfAnotherUserIsRefused")
        .mutant(
            "takes a directory in which others may write",
            "requireClosedToOthers(path); if",
            "if",
            "RingDirectoryTest#directoryInWhichOthersMayWriteIsRefused")
        .mutant(
            "overlooks that the group may write",
            "Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)",
            "Set.of(PosixFilePermission.OTHERS_WRITE)",
            "RingDirectoryTest#directoryInWhichOthersMayWriteIsRefused")
        .mutant(
            "overlooks that others may write",
            "Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)",
            "Set.of(PosixFilePermission.GROUP_WRITE)",
            "RingDirectoryTest#directoryInWhichOthersMayWriteIsRefused")
        .mutant(
            "takes a directory in which nobody can write",
            "if (!Files.isWritable(path)) {",
            "if (false) {",
            "RingDirectoryTest#directoryOnAReadOnlyFileSystemIsRefused")
        .mutant(
            "makes more than the last directory",
            "if (path.getParent() == null || !Files.isDirectory(path.getParent())) {",
            "if (false) {",
            "RingDirectoryTest#onlyTheLastDirectoryIsMade")
        .mutant(
            "makes a directory for all",
            "Files.createDirectory(path, ownerOnly(path, \"rwx------\"));",
            "Files.createDirectory(path);",
            "RingDirectoryTest#missingDirectoryIsMadeForItsOwnerAlone")
        .mutant(
            "takes a network file system",
            "if (NETWORK.matcher(type.toLowerCase(Locale.ROOT)).matches()) {",
            "if (false) {",
            "RingDirectoryTest#networkFileSystemIsRefused")
        .mutant(
            "takes a network file system in capitals",
            "type.toLowerCase(Locale.ROOT)",
            "type",
            "RingDirectoryTest#networkFileSystemIsRefused")
        .without(
            "does not look for a network file system",
            "refuseNetwork(fileSystemType(checked.path), checked.path);",
            "RingDirectoryTest#directoryOnANetworkIsRefusedUnlessAllowed")
        .mutant("takes any name", "return NAME.matcher(name).matches();", "return true;", BAD_NAME)
        .mutant(
            "takes any name for a ring",
            "requireName(name); return path.resolve(name + \".ring\");",
            "return path.resolve(name + \".ring\");",
            BAD_NAME)
        .mutant(
            "takes any name for a file beside a ring",
            "requireName(name); return path.resolve(name + suffix);",
            "return path.resolve(name + suffix);",
            BAD_NAME)
        .of("Ownership")
        .mutant(
            "takes what is of another user",
            "if (!owner.equals(us)) {",
            "if (false) {",
            "RingFileTest#ringOfAnotherUserIsRefused")
        .toList();
  }
}
