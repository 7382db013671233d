package io.culvert.bench.jvm;

import java.util.List;

/**
 * The work of a child JVM. An implementation is public and has a constructor without parameters.
 */
public interface Duty {

  /**
   * Does the work.
   *
   * @throws Exception if it fails; the child then ends with an error
   */
  void run(List<String> arguments, Channel channel) throws Exception;
}
