package io.culvert.bench.contender.limit;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.OneJvm;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * One thread that makes each payload and checks it: the work that all contenders have in common.
 */
public final class LimitAlloc implements OneJvm {

  /** Creates the limit. */
  public LimitAlloc() {}

  @Override
  public void run(Job job, Iterator<byte[]> payloads, Consumer<byte[]> consumer) {
    while (payloads.hasNext()) {
      consumer.accept(payloads.next());
    }
  }
}
