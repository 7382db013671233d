package io.culvert.bench.readme;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.BenchException;
import io.culvert.bench.report.JsonFile;
import io.culvert.bench.report.Spread;
import io.culvert.bench.report.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * What a Markdown file shows of the reports in a directory: a picture of each, beside its JSON, and
 * tables between two comments of the file. Nobody types a figure, and a test says so.
 */
public final class ReadmeFigures {

  private static final String BEGIN = "<!-- figures:begin -->\n";
  private static final String END = "<!-- figures:end -->";
  private static final String JSON = ".json";
  private static final String PROGRAM = "java -jar bench/target/culvert-bench.jar ";

  private final Path markdown;
  private final Path directory;
  private final Map<String, JsonNode> reports;

  private ReadmeFigures(Path markdown, Path directory, Map<String, JsonNode> reports) {
    this.markdown = markdown;
    this.directory = directory;
    this.reports = reports;
  }

  /**
   * Reads reports.
   *
   * @param markdown the file that shows them
   * @param directory every JSON in it is taken, in the order of their names
   * @return what there is to show
   * @throws BenchException when there is none, or one cannot be read
   */
  public static ReadmeFigures of(Path markdown, Path directory) {
    Map<String, JsonNode> reports = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(JSON)).toList()) {
        String name = file.getFileName().toString();
        reports.put(name.substring(0, name.length() - JSON.length()), JsonFile.read(file));
      }
    } catch (IOException e) {
      throw new BenchException("cannot read: directory=" + directory + ", cause=" + e, e);
    }
    if (reports.isEmpty()) {
      throw new BenchException("no reports (*.json) of the bench: directory=" + directory);
    }
    return new ReadmeFigures(markdown, directory, reports);
  }

  /**
   * Writes pictures and tables.
   *
   * @throws BenchException when the comments are missing, or a file cannot be written
   */
  public void write() {
    try {
      String text = text();
      for (Map.Entry<Path, String> picture : pictures().entrySet()) {
        Files.writeString(picture.getKey(), picture.getValue());
      }
      Files.writeString(markdown, text);
    } catch (IOException e) {
      throw new BenchException("cannot write: cause=" + e, e);
    }
  }

  /** The pictures by their files. */
  Map<Path, String> pictures() {
    Map<Path, String> pictures = new TreeMap<>();
    reports.forEach(
        (name, report) ->
            pictures.put(
                directory.resolve(picture(name)), SvgPicture.of(Section.of(report).chart())));
    return pictures;
  }

  /** The whole Markdown file, with the tables of now. */
  String text() throws IOException {
    String text = Files.readString(markdown);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new BenchException(
          "no place for figures: put the lines "
              + BEGIN.strip()
              + " and "
              + END
              + " into it: file="
              + markdown);
    }
    return text.substring(0, begin + BEGIN.length()) + block() + text.substring(end);
  }

  private String block() {
    String sections =
        reports.entrySet().stream()
            .map(entry -> section(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("\n"));
    return sections + "\nMade by\n\n```\n" + String.join("\n", commands()) + "\n```\n";
  }

  private String section(String name, JsonNode report) {
    Section section = Section.of(report);
    Chart chart = section.chart();
    return "### %s\n\n![%s: %s](%s)\n\n%s\n%s%s\n<details><summary>Machine, JVM, versions, parameters</summary>\n\n%s\n</details>\n"
        .formatted(
            chart.title(),
            chart.title(),
            chart.legend(),
            link() + "/" + picture(name),
            section.tables(),
            others(report),
            failures(report),
            Circumstances.of(report));
  }

  /** Others on the machine take from every figure, and not from all alike. */
  private static String others(JsonNode report) {
    double[] cores =
        StreamSupport.stream(report.get("figures").spliterator(), false)
            .mapToDouble(figure -> figure.get("coresOfOthers").asDouble())
            .toArray();
    return cores.length == 0
        ? ""
        : "Meanwhile other processes had %s cores, in the median of the trials; at most %s.\n"
            .formatted(
                TextTable.number(Spread.of(cores).median()),
                TextTable.number(Spread.of(cores).max()));
  }

  /** What has failed is as much a result as the rest. */
  private static String failures(JsonNode report) {
    StringBuilder text = new StringBuilder();
    for (JsonNode failure : report.get("failures")) {
      text.append(
          "\nFailed: `%s`, %s bytes, round %s.\n"
              .formatted(
                  failure.get("contender").asText(),
                  failure.get("size").asText(),
                  failure.get("round").asText()));
    }
    return text.toString();
  }

  private List<String> commands() {
    List<String> commands = new ArrayList<>();
    commands.add("mvn -q -DskipTests package");
    reports
        .values()
        .forEach(report -> commands.add(PROGRAM + report.at("/parameters/commandLine").asText()));
    commands.add(PROGRAM + "figures " + markdown.getFileName() + " " + link());
    return commands;
  }

  /** The directory, as seen from the Markdown file. */
  private String link() {
    Path from = markdown.toAbsolutePath().normalize().getParent();
    return from.relativize(directory.toAbsolutePath().normalize()).toString().replace('\\', '/');
  }

  private static String picture(String name) {
    return name + ".svg";
  }
}
