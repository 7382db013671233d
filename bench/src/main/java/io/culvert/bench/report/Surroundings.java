package io.culvert.bench.report;

import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where figures were measured.
 *
 * @param time when, in UTC
 * @param machine processor, cores, memory, operating system
 * @param jvm its name, its version, and the flags of the measured JVMs
 * @param versions of the libraries that were compared
 */
public record Surroundings(
    String time,
    Map<String, Object> machine,
    Map<String, Object> jvm,
    Map<String, String> versions) {

  /**
   * Those of this process.
   *
   * @param childFlags of the measured JVMs
   * @return what was found
   */
  public static Surroundings here(List<String> childFlags) {
    return new Surroundings(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Machine.describe(),
        jvm(childFlags),
        Versions.ofLibraries());
  }

  private static Map<String, Object> jvm(List<String> childFlags) {
    Map<String, Object> jvm = new LinkedHashMap<>();
    jvm.put("name", System.getProperty("java.vm.name"));
    jvm.put("version", System.getProperty("java.runtime.version"));
    jvm.put("vendor", System.getProperty("java.vendor"));
    jvm.put("flagsOfChildren", childFlags);
    jvm.put("flagsOfBench", ManagementFactory.getRuntimeMXBean().getInputArguments());
    return jvm;
  }
}
