package io.culvert.bench.publish;

import io.culvert.bench.BenchException;
import io.culvert.bench.report.ThroughputReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The figures that the project shows, made of the reports in a directory: README.md between its two
 * comments, the page with all figures, and the pictures beside the reports. No figure is typed; a
 * test compares the files with the reports.
 */
public final class PublishedFigures {

  private final Path readme;
  private final Path page;
  private final Path directory;
  private final Reports reports;

  private PublishedFigures(Path readme, Path page, Path directory, Reports reports) {
    this.readme = readme;
    this.page = page;
    this.directory = directory;
    this.reports = reports;
  }

  /**
   * Reads the reports.
   *
   * @param readme the Markdown file that shows one picture, between two comments
   * @param page the Markdown file that shows everything; it need not exist
   * @param directory of the reports
   * @return what there is to show
   * @throws BenchException if a report cannot be read
   */
  public static PublishedFigures of(Path readme, Path page, Path directory) {
    return new PublishedFigures(
        absolute(readme), absolute(page), absolute(directory), Reports.in(directory));
  }

  /**
   * Writes all files.
   *
   * @throws BenchException if the comments are missing, or a file cannot be written
   */
  public void write() {
    try {
      Map<Path, String> files = texts();
      files.putAll(pictures());
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Files.writeString(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new BenchException("cannot write: cause=" + e, e);
    }
  }

  /** Returns both Markdown files. */
  Map<Path, String> texts() throws IOException {
    String command =
        "figures %s %s %s"
            .formatted(readme.getFileName(), link(readme, page), link(readme, directory));
    Map<Path, String> texts = new TreeMap<>();
    texts.put(readme, new MarkedFile(readme).with(block()));
    texts.put(page, new BenchmarksPage(reports, link(page, directory), command).text());
    return texts;
  }

  /** Returns the pictures by their files. */
  Map<Path, String> pictures() {
    Map<String, Object> drawn = new TreeMap<>();
    reports
        .all()
        .forEach(
            (name, report) ->
                Optional.of(Section.of(report))
                    .filter(Section::hasRows)
                    .ifPresent(section -> drawn.put(name, section.report())));
    inReadme().ifPresent(report -> drawn.put(ReadmeBlock.PICTURE, report));
    Map<Path, String> pictures = new TreeMap<>();
    if (!drawn.isEmpty()) {
      SvgCharts charts = new SvgCharts();
      drawn.forEach(
          (name, report) -> {
            for (Theme theme : Theme.values()) {
              pictures.put(directory.resolve(theme.fileOf(name)), charts.draw(report, theme));
            }
          });
    }
    return pictures;
  }

  private String block() {
    return inReadme()
        .map(report -> new ReadmeBlock(report, link(readme, directory), link(readme, page)))
        .map(ReadmeBlock::toString)
        .orElse(BenchmarksPage.NOT_MEASURED);
  }

  private Optional<ThroughputReport> inReadme() {
    return reports
        .comparison(KnownReport.COMPARE_1)
        .filter(report -> !report.rows().isEmpty())
        .map(SmallestSize::of);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Returns a path as seen from a file. */
  private static String link(Path from, Path to) {
    return from.getParent().relativize(to).toString().replace('\\', '/');
  }
}
