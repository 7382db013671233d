package io.culvert.bench.publish;

/** Text of a report that must not be taken for Markdown or HTML, and what else needs that. */
final class Markdown {

  private static final String[] UNITS = {"B", "KiB", "MiB"};
  private static final int STEP = 1024;

  private Markdown() {}

  /** Returns text on one line, in which no tag begins. Code in backticks stays code. */
  static String text(String text) {
    return oneLine(text).replace("&", "&amp;").replace("<", "&lt;");
  }

  /** Returns a name as code. */
  static String code(String name) {
    return "`" + oneLine(name).replace('`', '\'') + "`";
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Returns bytes in the largest unit of which they are a whole number. */
  static String size(int bytes) {
    int rest = bytes;
    int unit = 0;
    while (rest >= STEP && rest % STEP == 0 && unit < UNITS.length - 1) {
      rest /= STEP;
      unit++;
    }
    return rest + " " + UNITS[unit];
  }

  /**
   * Returns a picture in both themes.
   *
   * @param directory of its files, as seen from the Markdown file
   * @param name of its files, without theme
   * @param description for readers without pictures
   */
  static String picture(String directory, String name, String description) {
    return """
        <picture>
          <source media="(prefers-color-scheme: dark)" srcset="%s">
          <img alt="%s" src="%s">
        </picture>
        """
        .formatted(
            attribute(directory + "/" + Theme.DARK.fileOf(name)),
            attribute(description),
            attribute(directory + "/" + Theme.LIGHT.fileOf(name)));
  }

  private static String attribute(String text) {
    return text(text).replace("\"", "&quot;");
  }
}
