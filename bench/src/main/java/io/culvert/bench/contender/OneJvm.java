package io.culvert.bench.contender;

import java.util.Iterator;
import java.util.function.Consumer;

/** A contender whose two ends are in one JVM. */
public non-sealed interface OneJvm extends Contender {

  /**
   * Brings all payloads to the consumer.
   *
   * @param job what is to be done
   * @param payloads what is sent, until there is no more
   * @param consumer takes each payload, in order, one at a time
   * @throws Exception when that fails
   */
  void run(Job job, Iterator<byte[]> payloads, Consumer<byte[]> consumer) throws Exception;
}
