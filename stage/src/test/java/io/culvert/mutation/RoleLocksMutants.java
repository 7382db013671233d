package io.culvert.mutation;

import java.util.List;

/** The checks of the locks by which a role has one holder. */
final class RoleLocksMutants {

  private static final String FOREIGN_COPY =
      "RoleLocksTest#aLockOfAForeignCopyOfTheLibraryInThisJvmIsRespected";

  private RoleLocksMutants() {}

  static List<Mutant> all() {
    return new MutantList("io.culvert.peer")
        .of("RoleLocks")
        .mutant(
            "opens the lock file of a role that is held here, which gives up the lock",
            "if (HELD.putIfAbsent(file, lock) != null) {",
            "HELD.putIfAbsent(file, lock); if (false) {",
            "RoleLocksTest#aRoleThatIsHeldIsRefusedToOthersOfThisJvm")
        .mutant(
            "takes a role that another JVM holds",
            "if (channel.tryLock() != null) {",
            "channel.tryLock(); if (true) {",
            "RoleLocksTest#aRoleThatAnotherJvmHoldsIsRefusedUntilThatJvmIsGone")
        .mutant(
            "remembers a role that it did not get as held",
            "HELD.remove(file, lock); } } }",
            "} } }",
            "RoleLocksTest#aSymbolicLinkInThePlaceOfALockFileIsNotFollowed")
        .without(
            "closes the channel of a lock that another copy of the library holds",
            "FOREIGN.put(lock.file(), channel);",
            "RoleLocksTest#aRefusalByAForeignCopyDoesNotGiveUpItsLock")
        .mutant(
            "opens the lock file once more for each refusal by another copy of the library",
            "FOREIGN.remove(lock.file());",
            "null;",
            FOREIGN_COPY)
        .mutant(
            "leaves the lock file of a refused role open",
            "if (!lock.isHeld() && !FOREIGN.containsKey(lock.file())) {",
            "if (false) {",
            "RoleLocksTest#aRoleThatAnotherJvmHoldsIsRefusedUntilThatJvmIsGone")
        .mutant(
            "follows a symbolic link",
            "StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS), ownerOnly",
            "StandardOpenOption.WRITE), ownerOnly",
            "RoleLocksTest#aSymbolicLinkInThePlaceOfALockFileIsNotFollowed")
        .mutant(
            "makes a lock file that others may read",
            ", ownerOnly(file));",
            ");",
            "RoleLocksTest#lockFilesAreOursAloneNameTheirHolderAndStay")
        .mutant(
            "keeps a role as held after its release",
            "HELD.remove(lock.file(), lock);",
            "",
            "RoleLocksTest#aReleasedRoleMayBeTakenAgain")
        .mutant(
            "releases a role without its lock",
            "lock.close();",
            "",
            "RoleLocksTest#aReleasedRoleMayBeTakenAgain")
        .toList();
  }
}
