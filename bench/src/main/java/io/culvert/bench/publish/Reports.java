package io.culvert.bench.publish;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.culvert.bench.BenchException;
import io.culvert.bench.report.ReportFiles;
import io.culvert.bench.report.ThroughputReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The reports in a directory.
 *
 * @param all by the names of their files without suffix, in the order in which they are shown
 * @param causes of differences between two runs, by contender and size; written by a person
 */
record Reports(Map<String, JsonNode> all, Map<String, String> causes) {

  private static final String SUFFIX = ".json";
  private static final String CAUSES = "causes" + SUFFIX;

  /**
   * Reads a directory.
   *
   * @throws BenchException if it or one of its reports cannot be read
   */
  static Reports in(Path directory) {
    Map<String, JsonNode> all =
        new TreeMap<>(
            Comparator.comparing(KnownReport::rankOf).thenComparing(Comparator.naturalOrder()));
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Reports::isReport).toList()) {
        String name = file.getFileName().toString();
        all.put(name.substring(0, name.length() - SUFFIX.length()), ReportFiles.read(file));
      }
      return new Reports(all, causes(directory.resolve(CAUSES)));
    } catch (IOException e) {
      throw new BenchException("cannot read: directory=" + directory + ", cause=" + e, e);
    }
  }

  /** Returns the comparison with a known name, if there is one. */
  Optional<ThroughputReport> comparison(KnownReport known) {
    return Optional.ofNullable(all.get(known.file()))
        .map(json -> ReportFiles.convert(json, ThroughputReport.class));
  }

  private static boolean isReport(Path file) {
    return file.toString().endsWith(SUFFIX) && !file.endsWith(CAUSES);
  }

  private static Map<String, String> causes(Path file) throws IOException {
    return Files.exists(file)
        ? new ObjectMapper().readValue(file.toFile(), new TypeReference<Map<String, String>>() {})
        : Map.of();
  }
}
