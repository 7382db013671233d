package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.function.Consumer;

/** A contender whose two ends are in one JVM. */
public non-sealed interface OneJvm extends Contender {

  /**
   * Carries all payloads to the consumer, in order, one at a time.
   *
   * @throws Exception if that fails
   */
  void run(Job job, Iterator<byte[]> payloads, Consumer<byte[]> consumer) throws Exception;
}
