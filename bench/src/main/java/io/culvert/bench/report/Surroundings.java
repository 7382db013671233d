package io.culvert.bench.report;

import com.sun.management.OperatingSystemMXBean;
import io.culvert.bench.machine.ProcFile;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Time and place of a measurement.
 *
 * @param time in UTC
 * @param machine processor, cores, memory, operating system
 * @param jvm its name, its version, and the flags of the measured JVMs
 * @param versions of the libraries that were compared
 */
public record Surroundings(
    String time,
    Map<String, Object> machine,
    Map<String, Object> jvm,
    Map<String, String> versions) {

  /** Returns those of this process, whose children have these flags. */
  public static Surroundings here(List<String> childFlags) {
    return new Surroundings(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        describeMachine(),
        describeJvm(childFlags),
        Resource.versions());
  }

  private static Map<String, Object> describeMachine() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processor", ProcFile.value("cpuinfo", "model name").orElse("unknown"));
    machine.put("cores", Runtime.getRuntime().availableProcessors());
    machine.put("memoryBytes", system.getTotalMemorySize());
    machine.put("system", system.getName() + " " + system.getVersion());
    machine.put("architecture", system.getArch());
    // Other processes make every figure worse, and not all of them alike.
    machine.put("loadAverageAtStart", system.getSystemLoadAverage());
    return machine;
  }

  private static Map<String, Object> describeJvm(List<String> childFlags) {
    Map<String, Object> jvm = new LinkedHashMap<>();
    jvm.put("name", System.getProperty("java.vm.name"));
    jvm.put("version", System.getProperty("java.runtime.version"));
    jvm.put("vendor", System.getProperty("java.vendor"));
    jvm.put("flagsOfChildren", childFlags);
    jvm.put("flagsOfBench", ManagementFactory.getRuntimeMXBean().getInputArguments());
    return jvm;
  }
}
