package io.culvert.bench.publish;

import io.culvert.bench.report.ContenderNote;
import io.culvert.bench.report.IntervalText;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Interval;
import io.culvert.bench.statistics.Verdict;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The part of README.md that is generated: a sentence and a picture of the smallest messages. The
 * sentence compares the base, which is a stream between two JVMs, with the other such streams.
 *
 * @param report the comparison, with rows of the smallest size only
 * @param pictures directory of the pictures, as seen from README.md
 * @param page with all figures, likewise
 */
record ReadmeBlock(ThroughputReport report, String pictures, String page) {

  /** Begins the names of contenders that are built from this project. */
  private static final String OURS = "culvert";

  /** Name of the picture. */
  static final String PICTURE = "readme";

  /** Returns a report with the rows of the smallest messages. */
  static ThroughputReport smallestSize(ThroughputReport report) {
    int smallest = report.rows().stream().mapToInt(Row::size).min().orElse(0);
    return new ThroughputReport(
        report.kind(),
        report.surroundings(),
        report.parameters(),
        report.contenders(),
        report.rows().stream().filter(row -> row.size() == smallest).toList(),
        List.of(),
        List.of());
  }

  @Override
  public String toString() {
    return report.rows().stream()
            .filter(row -> row.contender().equals(row.base()))
            .findFirst()
            .map(this::sentence)
            .orElse("")
        + Markdown.picture(pictures, PICTURE, new ThroughputSection(report).description())
        + "\n[%s](%s) has all figures, and says how they were measured.\n".formatted(page, page);
  }

  private String sentence(Row base) {
    return "Messages of %s between two JVMs: %s carries %s a second.%s%s\n\n"
        .formatted(
            Markdown.size(base.size()),
            Markdown.code(base.contender()),
            IntervalText.of(base.messagesPerSecond()),
            list(
                " That is ",
                alternatives(base).filter(row -> row.verdict() != Verdict.NO_DIFFERENCE),
                ReadmeBlock::times),
            list(
                " The measurement shows no difference to ",
                alternatives(base).filter(row -> row.verdict() == Verdict.NO_DIFFERENCE),
                row -> Markdown.code(row.contender())));
  }

  private static String list(String start, Stream<Row> rows, Function<Row, String> text) {
    List<String> texts = rows.map(text).toList();
    return texts.isEmpty() ? "" : start + String.join(", ", texts) + ".";
  }

  /** Returns rows whose ratio is bounded, which that of a single pair of JVMs is not. */
  private Stream<Row> alternatives(Row base) {
    return report.rows().stream()
        .filter(row -> row.verdict() != null && row.base().equals(base.contender()))
        .filter(row -> !row.ratio().isUnbounded())
        .filter(row -> isAlternative(row.contender()));
  }

  private boolean isAlternative(String contender) {
    return !contender.startsWith(OURS)
        && report.contenders().stream()
            .filter(note -> note.name().equals(contender))
            .map(ContenderNote::lacks)
            .anyMatch(String::isEmpty);
  }

  private static String times(Row other) {
    return IntervalText.of(inverse(other.ratio())).replace(" (", " times (")
        + " as many as "
        + Markdown.code(other.contender());
  }

  private static Interval inverse(Interval ratio) {
    return new Interval(1 / ratio.high(), 1 / ratio.middle(), 1 / ratio.low());
  }
}
