package io.culvert.testkit;

import io.culvert.annotation.InternalApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files that this process has open, as Linux reports them; none elsewhere. */
@InternalApi
public final class OpenFiles {

  private static final Path MAPS = Path.of("/proc/self/maps");
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /**
   * Returns mappings of files below a directory, and descriptors open on them.
   *
   * @param directory the directory, as the kernel reports it
   * @return "mapped" or "open", and the path of each
   */
  public static List<String> below(Path directory) {
    return Stream.concat(mappings(directory), descriptors(directory)).toList();
  }

  private static Stream<String> mappings(Path directory) {
    if (!Files.exists(MAPS)) {
      return Stream.empty();
    }
    String prefix = " " + directory + "/";
    try (Stream<String> lines = Files.lines(MAPS)) {
      return lines
          .filter(line -> line.contains(prefix))
          .map(line -> "mapped" + line.substring(line.indexOf(prefix)))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> descriptors(Path directory) {
    if (!Files.exists(DESCRIPTORS)) {
      return Stream.empty();
    }
    try (Stream<Path> links = Files.list(DESCRIPTORS)) {
      return links
          .map(OpenFiles::target)
          .filter(target -> target.startsWith(directory + "/"))
          .map(target -> "open " + target)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns an empty text for a descriptor that was closed since it was listed. */
  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
