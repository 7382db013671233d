package io.culvert.bench.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Time, machine, JVM, versions and parameters of a report, as a list of Markdown. */
final class Circumstances {

  /** Parameters that the page shows elsewhere. */
  private static final Set<String> KNOWN = Set.of("contenders", "commandLine");

  private Circumstances() {}

  static String of(JsonNode report) {
    JsonNode at = report.get("surroundings");
    JsonNode machine = at.get("machine");
    JsonNode jvm = at.get("jvm");
    List<String> lines = new ArrayList<>();
    lines.add("measured: " + at.get("time").asText());
    lines.add(
        "machine: %s, %d cores, %sB, %s, %s; load average at the start %s"
            .formatted(
                machine.get("processor").asText(),
                machine.get("cores").asInt(),
                TextTable.number(machine.get("memoryBytes").asDouble()),
                machine.get("system").asText(),
                machine.get("architecture").asText(),
                TextTable.number(machine.get("loadAverageAtStart").asDouble())));
    lines.add(
        "JVM: %s %s (%s), `%s`"
            .formatted(
                jvm.get("name").asText(),
                jvm.get("version").asText(),
                jvm.get("vendor").asText(),
                texts(jvm.get("flagsOfChildren"), " ")));
    lines.add("versions: " + pairs(at.get("versions")));
    lines.add("parameters: " + pairs(report.get("parameters")));
    return lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
  }

  private static String pairs(JsonNode object) {
    return object.properties().stream()
        .filter(entry -> !KNOWN.contains(entry.getKey()))
        .map(entry -> entry.getKey() + " " + text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(JsonNode value) {
    return value.isArray() ? texts(value, " ") : value.asText();
  }

  private static String texts(JsonNode array, String separator) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.joining(separator));
  }
}
