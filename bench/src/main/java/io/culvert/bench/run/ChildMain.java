package io.culvert.bench.run;

import java.util.List;

/** The main class of a child JVM: does the duty whose class is its first argument. */
public final class ChildMain {

  private ChildMain() {}

  /**
   * Runs a duty. Ends with 0 when it is done, else with 1.
   *
   * @param arguments the class of the {@link Duty}, and what it is given
   */
  public static void main(String[] arguments) {
    Channel channel = Channel.ofProcess();
    int exitCode = 1;
    try {
      List<String> all = List.of(arguments);
      duty(all.get(0)).run(all.subList(1, all.size()), channel);
      exitCode = 0;
    } catch (Throwable e) { // whatever it is, the parent must hear of it
      e.printStackTrace();
    }
    // Not System.exit: no shutdown hook of a contender may keep its measured ring or socket open.
    System.err.flush();
    Runtime.getRuntime().halt(exitCode);
  }

  private static Duty duty(String className) throws ReflectiveOperationException {
    return Class.forName(className).asSubclass(Duty.class).getDeclaredConstructor().newInstance();
  }
}
