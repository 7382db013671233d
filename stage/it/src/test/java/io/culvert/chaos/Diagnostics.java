package io.culvert.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Keeps the files and thread dumps of a stream that failed. */
final class Diagnostics {

  private static final int DUMP_SECONDS = 20;

  private final Path directory;

  Diagnostics(Path directory) {
    this.directory = directory;
  }

  /** Dumps the threads of a JVM, to find out why its stream stands still. */
  void dumpThreads(PeerProcess peer) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(peer.pid()),
                "Thread.print")
            .redirectErrorStream(true)
            .redirectOutput(peer.journal("threads.txt").toFile())
            .start();
    if (!jcmd.waitFor(DUMP_SECONDS, TimeUnit.SECONDS)) {
      jcmd.destroyForcibly();
    }
  }

  /** Copies the ring and the locks before their directory is deleted; doorbells have no content. */
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
