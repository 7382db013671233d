package io.culvert.bench.publish;

/** Text of a report that must not be taken for Markdown or HTML. */
final class Markdown {

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
}
