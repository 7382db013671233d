package io.culvert.bench.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class PingerTest {

  @Test
  void shouldChargeRequestsAfterItWhenReplyIsLate() {
    // Much longer than the late reply: on a busy machine this thread may lose its core.
    Pinger pinger = new Pinger(new Pattern(64), 1_000, Duration.ZERO, Duration.ofMillis(500));
    byte[] request = pinger.next(pinger.first());
    long begin = System.nanoTime();
    // One reply takes 30 ms, so those of the 29 requests after it are late, too.
    while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(30)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    while (!Pinger.isEnd(request)) {
      request = pinger.next(request);
    }
    assertThat(pinger.histogram().getMaxValue()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(28));
    assertThat(
            pinger
                .histogram()
                .getCountBetweenValues(
                    TimeUnit.MILLISECONDS.toNanos(10), TimeUnit.SECONDS.toNanos(10)))
        .isGreaterThanOrEqualTo(15);
  }

  @Test
  void shouldRecordNothingWhenItWarmsUp() {
    Pinger pinger = new Pinger(new Pattern(64), 1_000, Duration.ofMillis(20), Duration.ZERO);
    byte[] request = pinger.first();
    while (!Pinger.isEnd(request)) {
      request = pinger.next(request);
    }
    assertThat(pinger.histogram().getTotalCount()).isZero();
  }
}
