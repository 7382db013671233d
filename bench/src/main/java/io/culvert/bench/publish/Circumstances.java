package io.culvert.bench.publish;

import com.fasterxml.jackson.databind.JsonNode;
import io.culvert.bench.report.TextTable;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Writes time, machine, JVM, versions and parameters of a report as a list of Markdown. */
final class Circumstances {

  /** Parameters that the page shows elsewhere. */
  private static final Set<String> KNOWN = Set.of("contenders", "commandLine");

  private Circumstances() {}

  static String of(JsonNode report) {
    JsonNode at = report.get("surroundings");
    JsonNode machine = at.get("machine");
    JsonNode jvm = at.get("jvm");
    return """
        - measured: %s
        - machine: %s, %d cores, %sB, %s, %s; load average at the start %s
        - JVM: %s %s (%s), `%s`
        - versions: %s
        - parameters: %s
        """
        .formatted(
            at.get("time").asText(),
            machine.get("processor").asText(),
            machine.get("cores").asInt(),
            TextTable.number(machine.get("memoryBytes").asDouble()),
            machine.get("system").asText(),
            machine.get("architecture").asText(),
            TextTable.number(machine.get("loadAverageAtStart").asDouble()),
            jvm.get("name").asText(),
            jvm.get("version").asText(),
            jvm.get("vendor").asText(),
            text(jvm.get("flagsOfChildren")),
            pairs(at.get("versions")),
            pairs(report.get("parameters")));
  }

  private static String pairs(JsonNode object) {
    return object.properties().stream()
        .filter(entry -> !KNOWN.contains(entry.getKey()))
        .map(entry -> entry.getKey() + " " + text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String text(JsonNode value) {
    return value.isArray()
        ? StreamSupport.stream(value.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.joining(" "))
        : value.asText();
  }
}
