import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Counts words that CONTRIBUTING.md, "Plain English", rules out: in comments and string literals of
 * Java, in comments of configuration and scripts, and in Markdown outside of code. Run it from the
 * root of the project: {@code java .ci/PlainEnglish.java}. It lists each place, and fails if there
 * is one that {@code .ci/plain-english-exceptions.txt} does not name.
 */
class PlainEnglish {

  private static final Path EXCEPTIONS = Path.of(".ci/plain-english-exceptions.txt");

  private static final Map<String, Pattern> WORDS = words();

  private static final Pattern JAVA_TEXT =
      Pattern.compile(
          "/\\*.*?\\*/|//[^\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'",
          Pattern.DOTALL);
  private static final Pattern HASH_COMMENT = Pattern.compile("(?m)(?<=^|\\s)#[^\n]*");
  private static final Pattern XML_COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern MARKDOWN_CODE =
      Pattern.compile("(?m)^```.*?^```|`[^`\n]*`|\\]\\([^)]*\\)", Pattern.DOTALL);

  private PlainEnglish() {}

  private static Map<String, Pattern> words() {
    Map<String, String> patterns = new LinkedHashMap<>();
    patterns.put("nobody", "nobody");
    patterns.put("somebody", "somebody");
    patterns.put("whoever", "whoever");
    patterns.put("who", "who");
    patterns.put("behind", "behind");
    patterns.put("for ever", "for\\s+(?:\\*\\s+)?ever");
    patterns.put("is none", "(?<!there )is\\s+(?:\\*\\s+)?none");
    patterns.put("at the most", "at\\s+(?:\\*\\s+)?the\\s+(?:\\*\\s+)?most");
    patterns.put("look", "look(?:s|ed|ing)?(?!\\s+up)");
    Map<String, Pattern> compiled = new LinkedHashMap<>();
    patterns.forEach(
        (word, text) ->
            compiled.put(word, Pattern.compile("\\b" + text + "\\b", Pattern.CASE_INSENSITIVE)));
    return compiled;
  }

  /** A word in a line of a file. */
  private record Place(Path file, int line, String word, String text) {

    boolean isNamedBy(String exception) {
      String[] parts = exception.split(":", 2);
      return parts.length == 2
          && file.toString().equals(parts[0].strip())
          && text.contains(parts[1].strip());
    }
  }

  public static void main(String[] arguments) throws IOException {
    List<String> exceptions =
        Files.exists(EXCEPTIONS)
            ? Files.readAllLines(EXCEPTIONS).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList()
            : List.of();
    List<Place> places = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of(""))) {
      for (Path file : files.filter(PlainEnglish::isChecked).sorted().toList()) {
        places.addAll(placesIn(file));
      }
    }
    List<Place> left =
        places.stream()
            .filter(place -> exceptions.stream().noneMatch(place::isNamedBy))
            .toList();
    Map<String, Integer> counts = new TreeMap<>();
    for (Place place : left) {
      System.out.printf("%s:%d: %s: %s%n", place.file(), place.line(), place.word(), place.text());
      counts.merge(place.word(), 1, Integer::sum);
    }
    System.out.printf(
        "%d places, %d of them listed as exceptions %s%n",
        places.size(), places.size() - left.size(), counts);
    if (!left.isEmpty()) {
      System.exit(1);
    }
  }

  private static boolean isChecked(Path file) {
    String path = file.toString();
    return Files.isRegularFile(file)
        && path.matches(".*\\.(java|conf|md|xml|yml)|\\.ci/run")
        && !path.matches("(?:.*/)?(?:target|\\.git|\\.cifuzz-corpus)/.*")
        && !file.getFileName().toString().equals("PlainEnglish.java");
  }

  private static List<Place> placesIn(Path file) throws IOException {
    String content = Files.readString(file);
    String text = visible(file.toString(), content);
    List<Place> places = new ArrayList<>();
    WORDS.forEach(
        (word, pattern) -> {
          Matcher match = pattern.matcher(text);
          while (match.find()) {
            places.add(place(file, content, match.start(), word));
          }
        });
    return places;
  }

  private static Place place(Path file, String content, int position, String word) {
    int line = (int) content.substring(0, position).chars().filter(c -> c == '\n').count();
    return new Place(file, line + 1, word, content.split("\n", -1)[line].strip());
  }

  /** Returns the content with blanks in place of all that is not prose. */
  private static String visible(String path, String content) {
    if (path.endsWith(".java")) {
      return only(JAVA_TEXT, content);
    }
    if (path.endsWith(".md")) {
      return without(MARKDOWN_CODE, content);
    }
    return only(path.endsWith(".xml") ? XML_COMMENT : HASH_COMMENT, content);
  }

  private static String only(Pattern prose, String content) {
    char[] blank = blanks(content);
    Matcher match = prose.matcher(content);
    while (match.find()) {
      content.getChars(match.start(), match.end(), blank, match.start());
    }
    return new String(blank);
  }

  private static String without(Pattern code, String content) {
    char[] text = content.toCharArray();
    Matcher match = code.matcher(content);
    while (match.find()) {
      for (int i = match.start(); i < match.end(); i++) {
        text[i] = text[i] == '\n' ? '\n' : ' ';
      }
    }
    return new String(text);
  }

  private static char[] blanks(String content) {
    char[] blank = content.toCharArray();
    for (int i = 0; i < blank.length; i++) {
      blank[i] = blank[i] == '\n' ? '\n' : ' ';
    }
    return blank;
  }
}
