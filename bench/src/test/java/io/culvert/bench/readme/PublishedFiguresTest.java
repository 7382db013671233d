package io.culvert.bench.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** README.md and its pictures are what the bench makes of docs/figures, and nothing by hand. */
class PublishedFiguresTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path README = ROOT.resolve("README.md");
  private static final Path FIGURES = ROOT.resolve("docs").resolve("figures");
  private static final String ADVICE =
      "write it by: java -jar bench/target/culvert-bench.jar figures README.md docs/figures";

  private final ReadmeFigures figures = ReadmeFigures.of(README, FIGURES);

  @Test
  void theTablesAreThoseOfTheJson() throws Exception {
    assertThat(README).as(ADVICE).content().isEqualTo(figures.text());
  }

  @Test
  void thePicturesAreThoseOfTheJson() throws Exception {
    Map<Path, String> pictures = figures.pictures();
    try (Stream<Path> files = Files.list(FIGURES)) {
      assertThat(files.filter(file -> file.toString().endsWith(".svg")))
          .as(ADVICE)
          .containsExactlyInAnyOrderElementsOf(pictures.keySet());
    }
    pictures.forEach((file, picture) -> assertThat(file).as(ADVICE).content().isEqualTo(picture));
  }
}
