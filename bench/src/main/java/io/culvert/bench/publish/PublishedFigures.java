package io.culvert.bench.publish;

import io.culvert.bench.BenchException;
import io.culvert.bench.report.ThroughputReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Creates the figures that the project shows from the reports in a directory: README.md between its
 * two comments, the page with all figures, and the pictures beside the reports. No figure is typed;
 * a test compares the files with the reports.
 */
public final class PublishedFigures {

  private static final String BEGIN = "<!-- figures:begin -->\n";
  private static final String END = "<!-- figures:end -->";

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
   * @throws BenchException if a report cannot be read
   */
  public static PublishedFigures of(Path readme, Path page, Path directory) {
    return new PublishedFigures(
        absolute(readme), absolute(page), absolute(directory), Reports.in(directory));
  }

  /**
   * Writes all files, and deletes the pictures of reports that do not exist any more.
   *
   * @throws BenchException if the comments are missing, or a file cannot be written
   */
  public void write() {
    try {
      Map<Path, String> files = texts();
      Map<Path, String> pictures = pictures();
      files.putAll(pictures);
      for (Map.Entry<Path, String> file : files.entrySet()) {
        Files.writeString(file.getKey(), file.getValue());
      }
      for (Path picture : existingPictures()) {
        if (!pictures.containsKey(picture)) {
          Files.delete(picture);
        }
      }
    } catch (IOException e) {
      throw new BenchException("cannot write: cause=" + e, e);
    }
  }

  private List<Path> existingPictures() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Theme::isPicture).toList();
    }
  }

  /** Returns both Markdown files. */
  Map<Path, String> texts() throws IOException {
    String command =
        "figures %s %s %s"
            .formatted(readme.getFileName(), link(readme, page), link(readme, directory));
    Map<Path, String> texts = new TreeMap<>();
    texts.put(readme, withBlock(Files.readString(readme)));
    texts.put(page, new BenchmarksPage(reports, link(page, directory), command).text());
    return texts;
  }

  /** Replaces the part between the two comments. */
  private String withBlock(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new BenchException(
          "no place for figures: put the lines %s and %s into it: file=%s"
              .formatted(BEGIN.strip(), END, readme));
    }
    String block =
        inReadme()
            .map(report -> new ReadmeBlock(report, link(readme, directory), link(readme, page)))
            .map(ReadmeBlock::toString)
            .orElse(BenchmarksPage.NOT_MEASURED);
    return text.substring(0, begin + BEGIN.length()) + block + text.substring(end);
  }

  /** Returns the pictures by their files. */
  Map<Path, String> pictures() {
    Map<String, Object> drawn = new TreeMap<>();
    reports
        .all()
        .forEach(
            (name, report) -> {
              Section section = Section.of(report);
              if (section.hasRows()) {
                drawn.put(name, section.report());
              }
            });
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

  private Optional<ThroughputReport> inReadme() {
    return reports
        .comparison(KnownReport.COMPARE_1)
        .filter(report -> !report.rows().isEmpty())
        .map(ReadmeBlock::smallestSize);
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /** Returns a path as seen from a file. */
  private static String link(Path from, Path to) {
    return from.getParent().relativize(to).toString().replace('\\', '/');
  }
}
