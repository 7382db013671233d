package io.culvert.bench.publish;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** The colours of a picture. A browser takes the picture that suits the reader's settings. */
enum Theme {
  LIGHT,
  DARK;

  /** Returns the name of the picture's file. */
  String fileOf(String picture) {
    return picture + "-" + name().toLowerCase(Locale.ROOT) + ".svg";
  }

  /** Returns whether a file is named as the picture of a report is. */
  static boolean isPicture(Path file) {
    return Stream.of(values()).anyMatch(theme -> file.toString().endsWith(theme.fileOf("")));
  }
}
