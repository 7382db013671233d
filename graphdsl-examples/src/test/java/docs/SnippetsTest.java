package docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that the code in the documents is that of tested files. A comment before each block names
 * a file and a tag. With {@code -Dsnippets.update=true} the test updates the blocks.
 */
class SnippetsTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern BLOCK =
      Pattern.compile("<!-- snippet: (\\S+)#(\\S+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

  static Stream<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      List<Path> found = docs.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(Stream.of(ROOT.resolve("README.md")), found.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("documents")
  void shouldQuoteTheTestedCode(Path document) throws IOException {
    String text = Files.readString(document);
    String wanted = BLOCK.matcher(text).replaceAll(SnippetsTest::block);
    if (Boolean.getBoolean("snippets.update")) {
      Files.writeString(document, wanted);
    }
    assertThat(Files.readString(document)).isEqualTo(wanted);
  }

  private static String block(MatchResult found) {
    String header = "<!-- snippet: " + found.group(1) + "#" + found.group(2) + " -->";
    String code = region(ROOT.resolve(found.group(1)), found.group(2));
    return Matcher.quoteReplacement(header + "\n```java\n" + code + "```");
  }

  private static String region(Path file, String tag) {
    try {
      List<String> lines = Files.readAllLines(file);
      String marker = "// #" + tag;
      List<String> trimmed = lines.stream().map(String::strip).toList();
      int begin = trimmed.indexOf(marker);
      int end = trimmed.lastIndexOf(marker);
      assertThat(end).as("region " + tag + " in " + file).isGreaterThan(begin);
      return String.join("\n", lines.subList(begin + 1, end)).stripTrailing().stripIndent() + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
