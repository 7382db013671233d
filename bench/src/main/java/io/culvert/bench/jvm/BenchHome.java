package io.culvert.bench.jvm;

import io.culvert.bench.BenchException;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the bench is. */
public final class BenchHome {

  private BenchHome() {}

  /**
   * The directory of its jar, which also has the libraries.
   *
   * @return an absolute path
   */
  public static Path directory() {
    try {
      return Path.of(BenchHome.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath()
          .getParent();
    } catch (URISyntaxException e) {
      throw new BenchException("the bench does not find its own jar", e);
    }
  }
}
