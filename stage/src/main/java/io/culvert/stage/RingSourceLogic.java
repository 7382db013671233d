package io.culvert.stage;

import io.culvert.RemoteStreamException;
import io.culvert.RingStorageException;
import io.culvert.peer.Attachment;
import io.culvert.peer.Role;
import io.culvert.peer.WaitPoint;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.StreamFailure;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.OutHandler;

/**
 * Pushes what it reads from a ring, one element a pull. The element before is released by the pull
 * for the next one. When the ring is empty, the conductor looks for the next element and wakes the
 * stage, which reads it itself.
 */
final class RingSourceLogic<T> extends GraphStageLogic implements OutHandler {

  private final Outlet<T> out;
  private final RingEnd<T> end;
  private final SourceHandle handle;
  private final AsyncCallback<Attached> attachedCallback = createAsyncCallback(this::onAttached);
  private final AsyncCallback<Throwable> failedCallback = createAsyncCallback(this::failStage);
  private final AsyncCallback<RingReader> wakeCallback = createAsyncCallback(woken -> onWake());
  private final AsyncCallback<Done> stopCallback = createAsyncCallback(done -> onStop());

  // The stage's thread only, except that the conductor's sees what was written before a wait point
  // is armed.
  private int spins;
  private Attachment<RingReader> attachment;
  private RingReader reader;
  private ElementReader<T> elements;
  private WaitPoint waitPoint;
  private boolean stopping;
  private Throwable cancellation;

  private record Attached(RingReader reader, WaitPoint waitPoint) {}

  RingSourceLogic(SourceShape<T> shape, RingEnd<T> end, SourceHandle handle) {
    super(shape);
    this.out = shape.out();
    this.end = end;
    this.handle = handle;
    handle.onStop(() -> stopCallback.invoke(Done.getInstance()));
    setHandler(out, this);
  }

  @Override
  public void preStart() {
    ActorSystem system = materializer().system();
    try {
      spins = end.settings(system).inlineSpins();
      attachment =
          end.attachment(
              system, Role.READER, RingReader::attach, this::onRole, failedCallback::invoke);
      attachment.start();
    } catch (RuntimeException e) {
      failStage(e);
    }
  }

  /** On the conductor's thread. */
  private void onRole(RingReader attached) {
    WaitPoint point =
        attachment.waitPoint(attached::isReadable, () -> wakeCallback.invoke(attached));
    attachedCallback.invoke(new Attached(attached, point));
  }

  private void onAttached(Attached attached) {
    reader = attached.reader();
    waitPoint = attached.waitPoint();
    elements = new ElementReader<>(end.codec(), reader);
    if (cancellation != null) {
      cancel(cancellation);
    } else if (isAvailable(out)) {
      onPull();
    }
  }

  @Override
  public void onPull() {
    if (reader == null) {
      return; // onAttached comes back to it
    }
    try {
      reader.release(); // downstream is done with the element before: it asks for the next one
      if (stopping) {
        completeStage();
      } else {
        pushNext();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  private void onWake() {
    if (isAvailable(out)) {
      onPull();
    }
  }

  private void pushNext() {
    boolean done = false;
    while (!done) {
      ReadResult result = readForMoment();
      if (result == ReadResult.EMPTY) {
        done = park();
      } else {
        take(result);
        done = true;
      }
    }
  }

  /** The writer is often about to publish: a few looks are cheaper than to let the thread go. */
  private ReadResult readForMoment() {
    ReadResult result = reader.read();
    for (int i = 0; i < spins && result == ReadResult.EMPTY; i++) {
      Thread.onSpinWait();
      result = reader.read();
    }
    return result;
  }

  /** Lets the thread go; false when there is something to read after all. */
  private boolean park() {
    handle.counters().parking();
    waitPoint.arm();
    // What was published between our last look and the arming was seen by nobody: look again.
    return !(reader.isReadable() && waitPoint.disarm());
  }

  private void take(ReadResult result) {
    switch (result) {
      case MESSAGE:
        T element = elements.element();
        handle.counters().element(reader.position(), reader.backlog());
        push(out, element);
        break;
      case COMPLETED:
        reader.complete();
        completeStage();
        break;
      default: // FAILED
        StreamFailure failure = reader.failure();
        reader.complete();
        failStage(
            new RemoteStreamException(
                "writer",
                failure.className(),
                failure.message(),
                failure.stackDigest(),
                reader.file()));
    }
  }

  /**
   * The element that downstream has is its own: it is waited for, so that a successor does not get
   * it again.
   */
  private void onStop() {
    stopping = true;
    if (reader == null || isAvailable(out)) {
      completeStage();
    }
  }

  @Override
  public void onDownstreamFinish(Throwable cause) {
    if (cause instanceof AbruptStreamTerminationException) {
      completeStage(); // the system ends, not the stream: a successor may go on with it
    } else if (reader != null) {
      cancel(cause);
    } else {
      cancellation = cause; // the writer is to learn of it: wait for the ring
      setKeepGoing(true);
    }
  }

  private void cancel(Throwable cause) {
    try {
      if (cause instanceof SubscriptionWithCancelException.NonFailureCancellation) {
        cancelUnlessStopping();
      } else {
        reader.fail(reason(cause));
      }
      completeStage();
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  /** Who has stopped the source has asked for the rest to stay in the ring. */
  private void cancelUnlessStopping() {
    if (stopping) {
      reader.release();
    } else {
      reader.cancel();
    }
  }

  private void fail(Throwable cause) {
    Throwable failure =
        cause instanceof InternalError
            ? RingStorageException.pageLost(reader.file(), (InternalError) cause)
            : cause;
    try {
      reader.fail(reason(failure));
    } catch (RuntimeException | InternalError e) {
      failure.addSuppressed(e);
    }
    failStage(failure);
  }

  private static String reason(Throwable cause) {
    return cause.getClass().getName()
        + ": "
        + (cause.getMessage() == null ? "" : cause.getMessage());
  }

  @Override
  public void postStop() {
    if (attachment == null) {
      handle.completeShutdown();
    } else {
      attachment.close();
      attachment.released().thenRun(handle::completeShutdown);
    }
  }
}
