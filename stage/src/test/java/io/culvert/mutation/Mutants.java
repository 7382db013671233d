package io.culvert.mutation;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All mutants, and where the code is that they change. */
final class Mutants {

  private static final Path SOURCES = Path.of("src", "main", "java");

  private Mutants() {}

  static List<Mutant> all() {
    return Stream.of(
            RingWriterMutants.all(),
            RingReaderMutants.all(),
            ResumeTokensMutants.all(),
            RingMemoryMutants.all(),
            RingFileMutants.all(),
            RingRemovalMutants.all(),
            RingDirectoryMutants.all(),
            RoleLocksMutants.all(),
            JanitorMutants.all(),
            WaitPointMutants.all(),
            AttachmentMutants.all(),
            PeerMutants.all(),
            ConductorMutants.all(),
            DirectoryWatchMutants.all(),
            DoorbellMutants.all(),
            RingSinkLogicMutants.all(),
            RingSourceLogicMutants.all(),
            CommittableMutants.all(),
            ElementTokensMutants.all(),
            IslandMutants.all())
        .flatMap(List::stream)
        .toList();
  }

  static Path source(String className) {
    return SOURCES.resolve(className.replace('.', '/') + ".java");
  }
}
