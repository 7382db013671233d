package io.culvert.bench.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the figures in the tree with what the bench makes of the reports beside them. */
class PublishedFiguresTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path FIGURES = ROOT.resolve("docs").resolve("figures");
  private static final String ADVICE =
      "write it by: java -jar bench/target/culvert-bench.jar"
          + " figures README.md docs/benchmarks.md docs/figures";

  private final PublishedFigures figures =
      PublishedFigures.of(
          ROOT.resolve("README.md"), ROOT.resolve("docs").resolve("benchmarks.md"), FIGURES);

  @Test
  void shouldShowWhatReportsSayWhenTextsArePublished() throws Exception {
    figures.texts().forEach((file, text) -> assertThat(file).as(ADVICE).content().isEqualTo(text));
  }

  @Test
  void shouldShowWhatReportsSayWhenPicturesArePublished() throws Exception {
    Map<Path, String> pictures = figures.pictures();
    try (Stream<Path> files = Files.list(FIGURES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".svg")))
          .as(ADVICE)
          .containsExactlyInAnyOrderElementsOf(pictures.keySet());
    }
    pictures.forEach((file, picture) -> assertThat(file).as(ADVICE).content().isEqualTo(picture));
  }
}
