package io.culvert.bench.jvm;

import java.util.List;

/** The main class of a child JVM. It does the duty whose class is its first argument. */
public final class WorkerMain {

  private static final int FAILED = 1;

  private WorkerMain() {}

  /** Runs a duty, and stays until the parent ends this process. Ends with 1 if the duty fails. */
  public static void main(String[] arguments) {
    Channel channel = Channel.ofProcess();
    try {
      List<String> all = List.of(arguments);
      duty(all.get(0)).run(all.subList(1, all.size()), channel);
      channel.awaitEndOfParent();
    } catch (Throwable e) { // the parent must learn of every failure
      e.printStackTrace();
    }
    System.err.flush();
    Runtime.getRuntime().halt(FAILED);
  }

  private static Duty duty(String className) throws ReflectiveOperationException {
    return Class.forName(className).asSubclass(Duty.class).getDeclaredConstructor().newInstance();
  }
}
