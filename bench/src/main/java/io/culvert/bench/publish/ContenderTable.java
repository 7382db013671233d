package io.culvert.bench.publish;

import io.culvert.bench.report.ContenderNote;
import io.culvert.bench.report.ThroughputReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Contenders of all comparisons, each once. */
final class ContenderTable {

  private ContenderTable() {}

  static String of(Stream<ThroughputReport> reports) {
    Map<String, ContenderNote> notes = new LinkedHashMap<>();
    reports
        .flatMap(report -> report.contenders().stream())
        .forEach(note -> notes.putIfAbsent(note.name(), note));
    MarkdownTable table =
        MarkdownTable.ofTexts(
            "contender", "what it does", "what a stream would miss", "tuning", "measured");
    notes
        .values()
        .forEach(
            note ->
                table.row(
                    Markdown.code(note.name()),
                    Markdown.text(note.does()),
                    Markdown.text(note.lacks()),
                    Markdown.text(note.tuning()),
                    note.ownTrials() ? "in trials of its own" : "in turn with the others"));
    return table.toString();
  }
}
