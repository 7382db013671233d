package io.culvert.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.peer.TestSide;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The channels that a conductor serves beside its commands. */
class ConductorChannelTest extends ConductorFixture {

  @Test
  void shouldCloseChannelWhenItsHandlerThrows() throws IOException {
    InternalError thrown = new InternalError();
    Pipe pipe = Pipe.open();
    register(
        pipe,
        () -> {
          throw thrown;
        });
    pipe.sink().write(ByteBuffer.allocate(1));
    Await.until(() -> !pipe.source().isOpen(), () -> "the channel is not closed");
    awaitRun();
    assertThat(errors).containsExactly(thrown);
    pipe.sink().close();
  }

  /** Both channels are selected at once; the first handler that runs closes both. */
  @Test
  void shouldSkipChannelWhenEarlierHandlerClosedIt() throws IOException {
    Pipe one = Pipe.open();
    Pipe other = Pipe.open();
    AtomicInteger ready = new AtomicInteger();
    Conductor.Ready closeBoth =
        () -> {
          ready.incrementAndGet();
          one.source().close();
          other.source().close();
        };
    register(one, closeBoth);
    register(other, closeBoth);
    TestSide.on(
        conductor,
        () -> {
          try {
            one.sink().write(ByteBuffer.allocate(1));
            return other.sink().write(ByteBuffer.allocate(1));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    Await.until(() -> ready.get() > 0, () -> "nothing is ready");
    awaitRun();
    assertThat(ready).hasValue(1);
    assertThat(errors).isEmpty();
    one.sink().close();
    other.sink().close();
  }

  /** A stream that runs on this thread always has a next step. */
  @Test
  void shouldServeChannelsAndTimersWhenCommandsNeverEnd() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    Pipe pipe = Pipe.open();
    AtomicBoolean ready = closeWhenReady(pipe);
    AtomicBoolean timed = new AtomicBoolean();
    repeatUntil(stopped);
    conductor.execute(() -> conductor.schedule(1, () -> timed.set(true)));
    pipe.sink().write(ByteBuffer.allocate(1));
    try {
      Await.until(ready::get, () -> "the channel is not served");
      Await.until(timed::get, () -> "the timer is not served");
    } finally {
      stopped.set(true);
      pipe.sink().close();
    }
    assertThat(errors).isEmpty();
  }

  private void repeatUntil(AtomicBoolean stopped) {
    conductor.execute(
        () -> {
          if (!stopped.get()) {
            repeatUntil(stopped);
          }
        });
  }
}
