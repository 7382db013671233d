package io.culvert.bench.publish;

/**
 * A picture in Markdown, which comes in both themes.
 *
 * @param directory of its files, as seen from the Markdown file
 * @param name of its files, without theme
 * @param description for readers who do not see it
 */
record Picture(String directory, String name, String description) {

  @Override
  public String toString() {
    return """
        <picture>
          <source media="(prefers-color-scheme: dark)" srcset="%s">
          <img alt="%s" src="%s">
        </picture>
        """
        .formatted(path(Theme.DARK), attribute(description), path(Theme.LIGHT));
  }

  private String path(Theme theme) {
    return attribute(directory + "/" + theme.fileOf(name));
  }

  private static String attribute(String text) {
    return Markdown.text(text).replace("\"", "&quot;");
  }
}
