package io.culvert.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.pekko.stream.Materializer;

/** Checks that a test leaves no stage running and no file open. */
final class LeakCheck {

  private final TimeLimit limit;
  private final Set<Materializer> materializers = new LinkedHashSet<>();
  private final Set<Path> directories = new LinkedHashSet<>();

  LeakCheck(TimeLimit limit) {
    this.limit = limit;
  }

  void add(Materializer materializer) {
    materializers.add(materializer);
  }

  /** Adds a directory under the path that the kernel reports for its files. */
  void add(Path directory) {
    try {
      directories.add(
          Files.exists(directory)
              ? directory.toRealPath()
              : directory.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void assertNoStages() {
    List<RunningStages> running = materializers.stream().map(RunningStages::new).toList();
    limit.until(
        () -> running.stream().allMatch(RunningStages::isEmpty),
        () ->
            "stages still run: stages="
                + running.stream().flatMap(stages -> stages.names().stream()).toList(),
        "complete or cancel their streams in the test");
  }

  void assertNoOpenFiles() {
    limit.until(
        () -> openFiles().isEmpty(),
        () -> "files are still open or mapped: files=" + openFiles(),
        "close them when their stage stops");
  }

  private List<String> openFiles() {
    return directories.stream().flatMap(LeakCheck::openFiles).toList();
  }

  private static Stream<String> openFiles(Path directory) {
    return OpenFiles.below(directory).stream();
  }
}
