package io.culvert.bench.jvm;

import io.culvert.bench.BenchException;
import io.culvert.bench.contender.ClassPath;
import io.culvert.bench.contender.Entry;
import io.culvert.examples.jvm.JvmCommand;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The way to start JVMs of the bench. All get the same flags, except for those of a contender.
 *
 * @param prefix words that the command begins with, for example of {@code nice}; possibly none
 * @param build jar of another build whose classes replace those of this one
 * @param classPath libraries of the contender
 * @param flags of the contender
 */
public record WorkerCommand(
    List<String> prefix, Optional<Path> build, ClassPath classPath, List<String> flags) {

  /** A heap of one fixed size, so that no contender gains or loses while it grows. */
  public static final List<String> COMMON_FLAGS =
      List.of("-Xms256m", "-Xmx256m", "-XX:+UseParallelGC");

  /** The heap, and what a JVM needs in addition. */
  public static final long BYTES_PER_JVM = 448L << 20;

  /** Returns the command for a contender of this build. */
  public static WorkerCommand of(Entry entry) {
    return new WorkerCommand(List.of(), Optional.empty(), entry.classPath(), entry.jvmFlags());
  }

  /** Returns the command with another prefix. */
  public WorkerCommand withPrefix(List<String> changed) {
    return new WorkerCommand(changed, build, classPath, flags);
  }

  /** Returns the command with the classes of another build, whose bench this jar is. */
  public WorkerCommand withBuild(Path jar) {
    return new WorkerCommand(prefix, Optional.of(jar), classPath, flags);
  }

  JvmCommand of(Class<? extends Duty> duty, List<String> arguments) {
    List<String> all = new ArrayList<>();
    all.add(duty.getName());
    all.addAll(arguments);
    List<String> jvmFlags = new ArrayList<>(COMMON_FLAGS);
    jvmFlags.addAll(classPath.jvmFlags());
    jvmFlags.addAll(flags);
    return JvmCommand.of(WorkerMain.class, all)
        .withPrefix(prefix)
        .withFlags(jvmFlags)
        .withClassPath(path());
  }

  /**
   * The JVM takes a class from where it finds it first: another build, then a contender's library.
   */
  private String path() {
    List<String> path = new ArrayList<>();
    build.ifPresent(jar -> path.add(jar.toString()));
    classPath.directory().ifPresent(name -> path.add(home().resolve(name) + File.separator + "*"));
    path.add(System.getProperty("java.class.path"));
    return String.join(File.pathSeparator, path);
  }

  /** Returns the directory of the jar of the bench, which also has the libraries. */
  private static Path home() {
    try {
      return Path.of(
              WorkerCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath()
          .getParent();
    } catch (URISyntaxException e) {
      throw new BenchException("the bench does not find its own jar: cause=" + e, e);
    }
  }
}
