package io.culvert.bench.publish;

import java.util.Locale;

/** Colours of a picture. A browser takes the one that suits the reader's settings. */
enum Theme {
  LIGHT,
  DARK;

  /** Returns the name of the picture's file. */
  String fileOf(String picture) {
    return picture + "-" + name().toLowerCase(Locale.ROOT) + ".svg";
  }
}
