package io.culvert.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is kept of a stream that has failed. */
final class Evidence {

  private static final int DUMP_SECONDS = 20;

  private final Path directory;

  Evidence(Path directory) {
    this.directory = directory;
  }

  /** What all threads of a JVM do; for who looks why a stream stands still. */
  void dumpThreads(Life life) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(life.pid()),
                "Thread.print")
            .redirectErrorStream(true)
            .redirectOutput(life.journal("threads.txt").toFile())
            .start();
    if (!jcmd.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
      jcmd.destroyForcibly();
    }
  }

  /** The ring and the locks, before their directory goes. Of doorbells there is nothing to copy. */
  void copyRings(Path rings) throws IOException {
    for (Path file : list(rings)) {
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
  }

  /** Deletes a directory and the files in it. */
  static void delete(Path directory) throws IOException {
    for (Path file : list(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
