package io.culvert.bench.publish;

import java.util.Optional;
import java.util.stream.Stream;

/** The reports whose names have a meaning, in the order in which they are shown. */
enum KnownReport {
  COMPARE_1("compare-1", "Messages a second"),
  COMPARE_2("compare-2", "Two runs"),
  COMPARE_ALL("compare-all", "All contenders"),
  COMPARE_BUSY("compare-busy", "On a busy machine"),
  COMPARE_SAME("compare-same", "The same build against itself"),
  LATENCY_HOT("latency-hot", "Round trips, hot"),
  LATENCY_IDLE("latency-idle", "Round trips, idle");

  private final String file;
  private final String title;

  KnownReport(String file, String title) {
    this.file = file;
    this.title = title;
  }

  /** Returns the name of its file, without suffix. */
  String file() {
    return file;
  }

  static Optional<KnownReport> of(String file) {
    return Stream.of(values()).filter(known -> known.file.equals(file)).findFirst();
  }

  /** Returns the heading of a report; that of an unknown one is its name. */
  static String titleOf(String file) {
    return of(file).map(known -> known.title).orElse(file);
  }

  /** Returns the place of a report; unknown ones come last. */
  static int rankOf(String file) {
    return of(file).map(KnownReport::ordinal).orElse(values().length);
  }
}
