package io.culvert.examples.jvm;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts a JVM with the executable of this one. Immutable.
 *
 * @param prefix program, with its arguments, that starts the JVM, for example {@code nice}; may be
 *     empty
 * @param flags of the JVM, system properties included
 * @param classPath of the JVM
 * @param main its main class
 * @param arguments of the main class
 */
public record JvmCommand(
    List<String> prefix,
    List<String> flags,
    String classPath,
    Class<?> main,
    List<String> arguments) {

  /** Flags that two JVMs on one host must not share, because they open ports. */
  private static final List<String> FLAGS_OF_ONE_JVM =
      List.of("-agentlib:jdwp", "-Xrunjdwp", "-Dcom.sun.management.jmxremote");

  /** Returns a command for a JVM without any flag, with the class path of this one. */
  public static JvmCommand of(Class<?> main, List<String> arguments) {
    return new JvmCommand(
        List.of(), List.of(), System.getProperty("java.class.path"), main, arguments);
  }

  /** Returns a command for a JVM with flags, properties and class path of this one. */
  public static JvmCommand likeThisOne(Class<?> main, List<String> arguments) {
    return of(main, arguments)
        .withFlags(
            ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> FLAGS_OF_ONE_JVM.stream().noneMatch(flag::startsWith))
                .toList());
  }

  /** Returns the command with another prefix. */
  public JvmCommand withPrefix(List<String> changed) {
    return new JvmCommand(changed, flags, classPath, main, arguments);
  }

  /** Returns the command with other flags. */
  public JvmCommand withFlags(List<String> changed) {
    return new JvmCommand(prefix, changed, classPath, main, arguments);
  }

  /** Returns the command with another class path. */
  public JvmCommand withClassPath(String changed) {
    return new JvmCommand(prefix, flags, changed, main, arguments);
  }

  /** Returns the words of the command. */
  public List<String> words() {
    List<String> words = new ArrayList<>(prefix);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags);
    words.addAll(List.of("-classpath", classPath, main.getName()));
    words.addAll(arguments);
    return words;
  }
}
