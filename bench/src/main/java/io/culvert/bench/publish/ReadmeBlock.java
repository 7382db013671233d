package io.culvert.bench.publish;

import io.culvert.bench.report.ContenderNote;
import io.culvert.bench.report.IntervalText;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Interval;
import io.culvert.bench.statistics.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What README.md shows: a sentence and a picture of the smallest messages. The sentence compares
 * the base with the contenders that are streams between two JVMs, as it is one itself.
 *
 * @param report the comparison, with rows of the smallest size only
 * @param pictures directory of the pictures, as seen from README.md
 * @param page with all figures, likewise
 */
record ReadmeBlock(ThroughputReport report, String pictures, String page) {

  /** Begins the names of contenders that are built of this project. */
  private static final String OURS = "culvert";

  /** Name of the picture. */
  static final String PICTURE = "readme";

  @Override
  public String toString() {
    return base().map(this::sentence).orElse("")
        + new Picture(pictures, PICTURE, new ThroughputSection(report).description())
        + "\n[%s](%s) has all figures, and says how they were measured.\n".formatted(page, page);
  }

  private Optional<Row> base() {
    return report.rows().stream().filter(row -> row.contender().equals(row.base())).findFirst();
  }

  private String sentence(Row base) {
    String others =
        report.rows().stream()
            .filter(row -> row.verdict() != null && row.base().equals(base.contender()))
            .filter(row -> isAlternative(row.contender()))
            .map(ReadmeBlock::comparison)
            .collect(Collectors.joining(", "));
    return "Messages of %s between two JVMs: %s carries %s a second%s.\n\n"
        .formatted(
            Sizes.text(base.size()),
            Markdown.code(base.contender()),
            IntervalText.of(base.messagesPerSecond()),
            others.isEmpty() ? "" : ", which is " + others);
  }

  private boolean isAlternative(String contender) {
    return !contender.startsWith(OURS)
        && report.contenders().stream()
            .filter(note -> note.name().equals(contender))
            .map(ContenderNote::lacks)
            .anyMatch(String::isEmpty);
  }

  private static String comparison(Row other) {
    String name = Markdown.code(other.contender());
    return other.verdict() == Verdict.NO_DIFFERENCE
        ? "no measured difference to " + name
        : IntervalText.of(inverse(other.ratio())).replace(" (", " times (") + " that of " + name;
  }

  private static Interval inverse(Interval ratio) {
    return new Interval(1 / ratio.high(), 1 / ratio.middle(), 1 / ratio.low());
  }
}
