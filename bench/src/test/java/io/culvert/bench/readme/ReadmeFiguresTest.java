package io.culvert.bench.readme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.culvert.bench.BenchException;
import io.culvert.bench.report.ComparisonReport;
import io.culvert.bench.report.Failure;
import io.culvert.bench.report.JsonFile;
import io.culvert.bench.report.LatencyFigure;
import io.culvert.bench.report.LatencyReport;
import io.culvert.bench.report.Spread;
import io.culvert.bench.report.Summary;
import io.culvert.bench.report.Surroundings;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ReadmeFiguresTest {

  private static final String MARKED =
      "before\n<!-- figures:begin -->\nold\n<!-- figures:end -->\nbehind\n";

  @TempDir Path directory;

  private Path markdown;
  private Path figures;

  @BeforeEach
  void makeFiles() throws Exception {
    markdown = Files.writeString(directory.resolve("READ.md"), MARKED);
    figures = Files.createDirectory(directory.resolve("figures"));
  }

  @Test
  void whatIsOutsideTheMarkersStaysAndWhatIsInsideGoes() throws Exception {
    JsonFile.write(figures.resolve("a.json"), comparison());
    write();
    String once = Files.readString(markdown);
    assertThat(once)
        .startsWith("before\n<!-- figures:begin -->\n")
        .endsWith("<!-- figures:end -->\nbehind\n")
        .doesNotContain("old");
    write();
    assertThat(markdown).content().isEqualTo(once);
  }

  @Test
  void aComparisonHasATableForEachSize() throws Exception {
    JsonFile.write(figures.resolve("a.json"), comparison());
    write();
    assertThat(markdown)
        .content()
        .contains("Payloads of 64 B:\n\n| contender | messages/s |")
        .contains("<summary>Payloads of 64 KiB</summary>")
        .contains("| `culvert` | 13.4 M | 1.00 | 1.00 to 1.00 |")
        .contains("| `tcp` | 670 k | 0.0500 | 0.0400 to 0.0600 |")
        .contains("| `culvert` | 100 k | - | - |")
        .contains("![Messages a second")
        .contains("](figures/a.svg)");
  }

  @Test
  void theBaseOfTheRatiosIsNamed() throws Exception {
    JsonFile.write(figures.resolve("a.json"), comparison("tcp"));
    write();
    assertThat(markdown).content().contains("| messages/s | beside `tcp` | lowest to highest |");
  }

  @Test
  void aReportThatDoesNotNameItsBaseIsBesideCulvert() throws Exception {
    ObjectNode older = new ObjectMapper().valueToTree(comparison("tcp"));
    older.remove("base");
    JsonFile.write(figures.resolve("a.json"), older);
    write();
    assertThat(markdown).content().contains("| beside `culvert` |");
  }

  @Test
  void machineJvmVersionsAndParametersAreNamed() throws Exception {
    JsonFile.write(figures.resolve("a.json"), comparison());
    write();
    assertThat(markdown)
        .content()
        .contains("- measured: 20")
        .contains(Runtime.getRuntime().availableProcessors() + " cores")
        .contains(System.getProperty("java.runtime.version"))
        .contains("`-Xmx1g`")
        .contains("pekko ")
        .contains("parameters: sizes 64 65536, rounds 3\n")
        .contains("java -jar bench/target/culvert-bench.jar compare --rounds 3\n")
        .contains("java -jar bench/target/culvert-bench.jar figures READ.md figures\n");
  }

  @Test
  void whatHasFailedIsNotHidden() throws Exception {
    JsonFile.write(figures.resolve("a.json"), comparison());
    write();
    assertThat(markdown).content().contains("Failed: `aeron-ipc`, 64 bytes, round 2.");
  }

  @Test
  void aLatencyHasItsPercentiles() throws Exception {
    JsonFile.write(figures.resolve("b.json"), latency());
    write();
    assertThat(markdown)
        .content()
        .contains("### Round trips, idle")
        .contains("64 B, 200 a second")
        .contains("other processes had 0.10 cores, in the median of the trials; at most 0.10.")
        .contains("| `tcp` | 20.0 | 40.0 | 60.0 | 80.0 | 100 | 1.50 |");
  }

  @Test
  void reportsComeInTheOrderOfTheirNames() throws Exception {
    JsonFile.write(figures.resolve("b.json"), latency());
    JsonFile.write(figures.resolve("a.json"), comparison());
    write();
    assertThat(markdown).content().containsSubsequence("a.svg", "b.svg");
  }

  @Test
  void aPictureIsXmlForBothThemesAndNamesEveryContender() throws Exception {
    JsonFile.write(figures.resolve("a.json"), comparison());
    write();
    String picture = Files.readString(figures.resolve("a.svg"));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(picture)));
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(document.getElementsByTagName("circle").getLength()).isEqualTo(3);
    assertThat(picture)
        .contains("prefers-color-scheme: dark")
        .contains(">culvert<", ">tcp<", ">13.4 M<", ">64 KiB<");
  }

  @Test
  void aFileWithoutMarkersIsLeftAlone() throws Exception {
    JsonFile.write(figures.resolve("a.json"), comparison());
    Files.writeString(markdown, "no place\n");
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(this::write)
        .withMessageContaining("<!-- figures:begin -->")
        .withMessageContaining("READ.md");
    assertThat(markdown).content().isEqualTo("no place\n");
    assertThat(figures.resolve("a.svg")).doesNotExist();
  }

  @Test
  void aDirectoryWithoutReportsIsNamed() {
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(this::write)
        .withMessageContaining("no reports")
        .withMessageContaining("figures");
  }

  @Test
  void aReportOfAnotherKindIsRefused() throws Exception {
    JsonFile.write(figures.resolve("c.json"), Map.of("kind", "cost"));
    assertThatExceptionOfType(BenchException.class)
        .isThrownBy(this::write)
        .withMessageContaining("kind=cost");
  }

  private void write() {
    ReadmeFigures.of(markdown, figures).write();
  }

  private static ComparisonReport comparison() {
    return comparison("culvert");
  }

  private static ComparisonReport comparison(String base) {
    return new ComparisonReport(
        ComparisonReport.KIND,
        Surroundings.here(List.of("-Xmx1g")),
        parameters(),
        Map.of(),
        base,
        List.of(),
        List.of(
            summary("culvert", 64, new Spread(13.4e6, 12e6, 14e6), new Spread(1, 1, 1)),
            summary("tcp", 64, new Spread(670e3, 600e3, 700e3), new Spread(0.05, 0.04, 0.06)),
            summary("culvert", 65_536, new Spread(100e3, 90e3, 110e3), null)),
        List.of(new Failure("aeron-ipc", 64, 2, "why")));
  }

  private static Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("commandLine", "compare --rounds 3");
    parameters.put("contenders", List.of("culvert", "tcp"));
    parameters.put("sizes", List.of(64, 65_536));
    parameters.put("rounds", 3);
    return parameters;
  }

  private static Summary summary(String contender, int size, Spread speed, Spread ratio) {
    Spread other = new Spread(1, 1, 1);
    return new Summary(contender, size, 3, speed, other, other, other, other, ratio);
  }

  private static LatencyReport latency() {
    LatencyFigure figure =
        new LatencyFigure(
            "tcp",
            1,
            1_000,
            Map.of("p50", 20.0, "p90", 40.0, "p99", 60.0, "p99.9", 80.0, "max", 100.0),
            List.of(),
            1.5,
            0.1);
    return new LatencyReport(
        LatencyReport.KIND,
        Surroundings.here(List.of()),
        Map.of("mode", "idle", "size", 64, "perSecond", 200.0),
        Map.of("tcp", "as it is"),
        List.of(figure),
        List.of());
  }
}
