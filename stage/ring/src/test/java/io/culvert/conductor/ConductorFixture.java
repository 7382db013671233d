package io.culvert.conductor;

import io.culvert.peer.TestSide;
import io.culvert.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;

/** A conductor that runs during a test, and the errors that it reports. */
abstract class ConductorFixture {

  final List<Throwable> errors = new CopyOnWriteArrayList<>();
  final Conductor conductor = new Conductor("test", Thread::new, errors::add);

  @AfterEach
  void close() {
    conductor.close();
  }

  /** Waits until the conductor has run a command and has polled all wait points after it. */
  void awaitRun() {
    for (int i = 0; i < 2; i++) {
      AtomicBoolean ran = new AtomicBoolean();
      conductor.execute(() -> ran.set(true));
      Await.until(ran::get, () -> "the conductor runs nothing");
    }
  }

  void register(Pipe pipe, Conductor.Ready ready) {
    TestSide.on(
        conductor,
        () -> {
          try {
            pipe.source().configureBlocking(false);
            return pipe.source().register(conductor.selector(), SelectionKey.OP_READ, ready);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Registers a pipe whose source is closed when it is ready; returns whether that happened. */
  AtomicBoolean closeWhenReady(Pipe pipe) {
    AtomicBoolean ready = new AtomicBoolean();
    register(
        pipe,
        () -> {
          pipe.source().close();
          ready.set(true);
        });
    return ready;
  }

  @SuppressWarnings("unchecked")
  static <E extends Throwable> boolean throwAny(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
