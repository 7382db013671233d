package io.culvert.bench.run;

import io.culvert.bench.contender.ClassPath;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a child JVM. All children get the same flags, but for their libraries'.
 */
final class CommandLine {

  /** A heap of one fixed size, so that none of the contenders gains or loses while it grows. */
  static final List<String> JVM_FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC");

  private CommandLine() {}

  static List<String> of(
      ClassPath classPath,
      List<String> jvmFlags,
      Class<? extends Duty> duty,
      List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM_FLAGS);
    command.addAll(classPath.jvmFlags());
    command.addAll(jvmFlags);
    command.add("-cp");
    command.add(path(classPath));
    command.add(ChildMain.class.getName());
    command.add(duty.getName());
    command.addAll(arguments);
    return command;
  }

  /** What is found first counts: so the libraries of a contender come before the common ones. */
  private static String path(ClassPath classPath) {
    String common = System.getProperty("java.class.path");
    return classPath
        .directory()
        .map(name -> BenchHome.directory().resolve(name) + File.separator + "*")
        .map(own -> own + File.pathSeparator + common)
        .orElse(common);
  }
}
