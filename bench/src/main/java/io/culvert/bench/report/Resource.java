package io.culvert.bench.report;

import io.culvert.bench.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A text that the build has put into the class path. */
public final class Resource {

  private Resource() {}

  /**
   * Returns a text.
   *
   * @param name absolute, with a leading slash
   * @return its content
   * @throws BenchException if the bench was built without it
   */
  public static String text(String name) {
    try (InputStream in = Resource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new BenchException("the bench is built without " + name + "; build it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new BenchException("cannot read: resource=" + name + ", cause=" + e, e);
    }
  }
}
