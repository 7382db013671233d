package io.culvert.examples.flights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** The expected result, computed without a stream and without the job's code. */
public final class PlainComputation {

  static final String HEADER = "date,delay_minutes,distance_miles,origin,destination";

  private PlainComputation() {}

  /** Returns the lines of the built-in data set, the header first. */
  public static List<String> builtInLines() throws IOException {
    InputStream data =
        PlainComputation.class.getResourceAsStream("/flights/flights-2001-01.csv.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(data), StandardCharsets.US_ASCII))) {
      return lines.lines().toList();
    }
  }

  /** Returns the JSON for lines, the header first. */
  static JsonNode result(List<String> lines) {
    TreeMap<String, List<Integer>> delays = new TreeMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] columns = line.split(",");
      delays
          .computeIfAbsent(columns[3], origin -> new ArrayList<>())
          .add(Integer.valueOf(columns[1]));
    }
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("records", lines.size() - 1);
    ArrayNode origins = result.putArray("origins");
    delays.entrySet().stream() // by name; sorting by size keeps that order among equals
        .sorted((a, b) -> Integer.compare(b.getValue().size(), a.getValue().size()))
        .forEach(
            entry -> {
              List<Integer> ofOrigin = entry.getValue();
              long sum = ofOrigin.stream().mapToLong(Integer::longValue).sum();
              long late = ofOrigin.stream().filter(delay -> delay > 15).count();
              ObjectNode origin = origins.addObject();
              origin.put("origin", entry.getKey());
              origin.put("flights", ofOrigin.size());
              origin.put("meanDelayMinutes", (double) sum / ofOrigin.size());
              origin.put("lateShare", (double) late / ofOrigin.size());
            });
    return result;
  }
}
