package io.culvert.bench.publish;

import io.culvert.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Markdown file of which the part between two comments is generated.
 *
 * @param file the file
 */
record MarkedFile(Path file) {

  private static final String BEGIN = "<!-- figures:begin -->\n";
  private static final String END = "<!-- figures:end -->";

  /**
   * Returns the whole text with another part between the comments.
   *
   * @throws BenchException if there are no such comments
   */
  String with(String block) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new BenchException(
          "no place for figures: put the lines "
              + BEGIN.strip()
              + " and "
              + END
              + " into it: file="
              + file);
    }
    return text.substring(0, begin + BEGIN.length()) + block + text.substring(end);
  }
}
