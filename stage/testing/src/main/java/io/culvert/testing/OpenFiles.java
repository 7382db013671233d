package io.culvert.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that this process has open, as Linux reports them; none elsewhere. The test kit has such a
 * class for its users; the tests of the ring cannot use the kit, which needs the ring.
 */
public final class OpenFiles {

  private static final Path PROCESS = Path.of("/proc/self");

  private OpenFiles() {}

  /** Returns the mappings of files below a directory, and the descriptors open on them. */
  public static List<String> below(Path directory) {
    if (!Files.exists(PROCESS)) {
      return List.of();
    }
    String prefix = directory + "/";
    try (Stream<String> mappings = Files.lines(PROCESS.resolve("maps"));
        Stream<Path> descriptors = Files.list(PROCESS.resolve("fd"))) {
      return Stream.concat(
              mappings.filter(mapping -> mapping.contains(" " + prefix)),
              descriptors.map(OpenFiles::target).filter(target -> target.startsWith(prefix)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns an empty text for a descriptor that was closed since it was listed. */
  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
