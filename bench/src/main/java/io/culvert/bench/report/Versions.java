package io.culvert.bench.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Versions of the libraries, as the build has noted them. */
final class Versions {

  private static final String RESOURCE = "versions.properties";

  private Versions() {}

  static Map<String, String> ofLibraries() {
    Properties properties = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream(RESOURCE)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
    Map<String, String> versions = new TreeMap<>();
    properties.forEach((library, version) -> versions.put((String) library, (String) version));
    return versions;
  }
}
