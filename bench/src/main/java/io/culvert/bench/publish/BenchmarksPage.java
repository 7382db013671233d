package io.culvert.bench.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.report.ContenderNote;
import io.culvert.bench.report.ReportFiles;
import io.culvert.bench.report.Resource;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Verdict;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page with all reports: a template with prose, and in its places the contents of the reports.
 *
 * @param reports that are shown
 * @param pictures directory of the pictures, as seen from the page
 * @param command that writes the page
 */
record BenchmarksPage(Reports reports, String pictures, String command) {

  /** Stands where a report would be shown. */
  static final String NOT_MEASURED = "Not measured yet.\n";

  private static final String TEMPLATE = "/io/culvert/bench/publish/benchmarks.md";
  private static final String PROGRAM = "java -jar bench/target/culvert-bench.jar ";
  private static final Pattern PLACE = Pattern.compile("@([a-z]+)@\n");

  /** Returns the whole page. */
  String text() {
    Map<String, String> places =
        Map.of("results", results(), "contenders", contenders(), "commands", commands());
    return PLACE
        .matcher(Resource.text(TEMPLATE))
        .replaceAll(place -> Matcher.quoteReplacement(places.get(place.group(1))));
  }

  private String results() {
    return reports.all().isEmpty()
        ? NOT_MEASURED
        : reports.all().entrySet().stream()
            .map(report -> section(report.getKey(), report.getValue()))
            .collect(Collectors.joining("\n"));
  }

  private String section(String name, JsonNode report) {
    Section section = Section.of(report);
    String picture =
        section.hasRows() ? Markdown.picture(pictures, name, section.description()) + "\n" : "";
    return "### %s\n\n%s%s%s%s\n<details><summary>Machine, JVM, versions, parameters</summary>\n\n%s\n</details>\n"
        .formatted(
            KnownReport.titleOf(name),
            introduction(name).map(text -> text + "\n").orElse(""),
            picture,
            section.tables(),
            section.notes(),
            Circumstances.of(report));
  }

  private Optional<String> introduction(String name) {
    return KnownReport.of(name)
        .flatMap(
            known ->
                switch (known) {
                  case COMPARE_2 -> beside(known, "first run", "second run", reports.causes());
                  case COMPARE_BUSY -> beside(known, "undisturbed", "busy machine", Map.of());
                  case COMPARE_SAME -> reports.comparison(known).map(BenchmarksPage::sameBuild);
                  default -> Optional.empty();
                });
  }

  /** Compares a report with the first run, if there is one. */
  private Optional<String> beside(
      KnownReport known, String first, String second, Map<String, String> causes) {
    return reports
        .comparison(KnownReport.COMPARE_1)
        .flatMap(one -> reports.comparison(known).map(other -> Agreement.of(one, other)))
        .map(
            agreement ->
                agreement.pairs().isEmpty()
                    ? agreement.sentence(causes)
                    : agreement.sentence(causes) + "\n" + agreement.table(first, second));
  }

  /** Tells how often a comparison of a build with itself says that there is no difference. */
  private static String sameBuild(ThroughputReport report) {
    List<Verdict> verdicts =
        report.rows().stream().map(Row::verdict).filter(Objects::nonNull).toList();
    return "A build was compared with itself: %d of %d rows say \"%s\".\n"
        .formatted(
            Collections.frequency(verdicts, Verdict.NO_DIFFERENCE),
            verdicts.size(),
            Verdict.NO_DIFFERENCE);
  }

  /** Describes the contenders of all comparisons, each once. */
  private String contenders() {
    Map<String, ContenderNote> notes = new LinkedHashMap<>();
    reports.all().values().stream()
        .filter(report -> report.get("kind").asText().equals(ThroughputReport.KIND))
        .map(report -> ReportFiles.convert(report, ThroughputReport.class))
        .flatMap(report -> report.contenders().stream())
        .forEach(note -> notes.putIfAbsent(note.name(), note));
    if (notes.isEmpty()) {
      return NOT_MEASURED;
    }
    MarkdownTable table =
        MarkdownTable.ofTexts(
            "contender", "what it does", "what a stream would miss", "tuning", "measured");
    for (ContenderNote note : notes.values()) {
      table.row(
          Markdown.code(note.name()),
          Markdown.text(note.does()),
          Markdown.text(note.lacks()),
          Markdown.text(note.tuning()),
          note.ownTrials() ? "in trials of its own" : "in turn with the others");
    }
    return table.toString();
  }

  private String commands() {
    return "```\nmvn -q -DskipTests package\n%s%s\n```\n"
        .formatted(
            reports.all().values().stream()
                .map(report -> report.at("/parameters/commandLine").asText())
                .map(arguments -> PROGRAM + arguments + "\n")
                .collect(Collectors.joining()),
            PROGRAM + command);
  }
}
