package io.culvert.bench.jvm;

import java.util.List;

/** What a child JVM does. Implementations have a constructor without parameters. */
public interface Duty {

  /**
   * Does it, and returns when it is done.
   *
   * @param arguments what the parent has given
   * @param channel to the parent
   * @throws Exception when it fails: the child then ends with an error
   */
  void run(List<String> arguments, Channel channel) throws Exception;
}
