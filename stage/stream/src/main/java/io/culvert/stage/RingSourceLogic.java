package io.culvert.stage;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.peer.lock.Role;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.ring.memory.ControlWords;
import io.culvert.stage.system.StageRegistry;
import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.OutHandler;

/**
 * Pushes what it reads from a ring, one element a pull. If the ring is empty, the writer signals
 * the stage as soon as there is something, and the stage reads it on its own thread. The {@link
 * Delivery} decides when elements are released; an end waits until the delivery is settled.
 */
final class RingSourceLogic<T, E> extends RingStageLogic<RingReader> implements OutHandler {

  private static final String COMMIT_TIMEOUT = "commit-timeout";

  private final Outlet<E> out;
  private final Codec<T> codec;
  private final Deliveries<T, E> deliveries;
  private final SourceHandle handle;
  private final AsyncCallback<Done> commitCallback = createAsyncCallback(done -> onCommit());
  private final AsyncCallback<Done> stopCallback = createAsyncCallback(done -> onStop());

  // The stage's thread only.
  private Duration commitTimeout;
  private Delivery<T, E> delivery;
  private RingReader reader;
  private ElementReader<T> elements;
  private boolean stopping;
  private Throwable cancellation;

  /** What is left to do once the delivery is settled; null before the end. */
  private Runnable whenSettled;

  /** Creates a delivery for one materialization. */
  interface Deliveries<T, E> {
    Delivery<T, E> create(RingSettings settings, Runnable onCommit);
  }

  RingSourceLogic(
      SourceShape<E> shape,
      RingRef<T> ring,
      Deliveries<T, E> deliveries,
      SourceHandle handle,
      Attributes attributes) {
    super(shape, ring, Role.READER, RingReader::attachWatched, handle.counters(), attributes);
    this.out = shape.out();
    this.codec = ring.codec();
    this.deliveries = deliveries;
    this.handle = handle;
    handle.onStop(() -> stopCallback.invoke(Done.getInstance()));
    setHandler(out, this);
  }

  @Override
  void configure(RingSettings settings) {
    commitTimeout = settings.commitTimeout();
    delivery = deliveries.create(settings, () -> commitCallback.invoke(Done.getInstance()));
  }

  @Override
  void register(StageRegistry running) {
    running.addSource(handle::stop, handle.shutdown());
  }

  @Override
  void onAttached(RingReader attached) {
    reader = attached;
    beginSignalsAt(reader.storedHead());
    elements = new ElementReader<>(codec, reader);
    delivery.attach(reader, link().ringId());
    if (cancellation != null) {
      cancel(cancellation);
    } else if (isAvailable(out)) {
      onPull();
    }
  }

  @Override
  public void onPull() {
    if (reader == null) {
      return; // onAttached calls it again
    }
    try {
      link().requirePages();
      delivery.onDemand();
      if (stopping) {
        finish(this::leaveRing, () -> complete(out));
      } else {
        pushIfAllowed();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  @Override
  void onWake() {
    if (whenSettled == null && isAvailable(out)) {
      onPull();
    }
  }

  private void onCommit() {
    if (reader == null) {
      return;
    }
    try {
      link().requirePages();
      delivery.release();
      signalPeer();
      if (whenSettled == null) {
        pushIfAllowed();
      } else if (delivery.isSettled()) {
        whenSettled.run();
        completeStage();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  /** Pushes the next element, if downstream asks for one and the delivery allows it. */
  private void pushIfAllowed() {
    if (isAvailable(out) && delivery.isOpen()) {
      pushNext();
    } else {
      signalPeer();
    }
  }

  private void pushNext() {
    boolean done = false;
    while (!done) {
      ReadResult result = readForMoment();
      if (result == ReadResult.EMPTY && link().cannotProceed()) {
        // Once more: the writer may have published since the last read, before it was given up.
        result = reader.read();
        if (result == ReadResult.EMPTY) {
          throw link().failure();
        }
      }
      if (result == ReadResult.EMPTY) {
        done = park();
      } else {
        take(result);
        done = true;
      }
    }
  }

  /** The writer is often about to publish: a few checks cost less than a parking. */
  private ReadResult readForMoment() {
    ReadResult result = reader.read();
    for (int i = 0; i < spins() && result == ReadResult.EMPTY; i++) {
      Thread.onSpinWait();
      result = reader.read();
    }
    return result;
  }

  /** Lets the thread go; false if there is something to read after all. */
  private boolean park() {
    // A writer that waits until much of the ring is free would wait forever if this side held
    // more than the rest until something new arrives: wake it for whatever room there is.
    link().signalPeer(ControlWords.ANY_POSITION);
    handle.counters().parking();
    return parkUntil(Long.MIN_VALUE);
  }

  @Override
  boolean hasWork() {
    return isReady(reader) || link().cannotProceed();
  }

  @Override
  boolean isReady(RingReader attached) {
    return attached.isReadable();
  }

  private void take(ReadResult result) {
    signalPeer();
    switch (result) {
      case MESSAGE:
        E element = delivery.deliver(elements.element());
        handle.counters().element(reader.position(), reader.backlog());
        push(out, element);
        break;
      case COMPLETED:
        finish(reader::complete, () -> complete(out));
        break;
      default: // FAILED
        RemoteStreamException failure = writerFailure();
        finish(reader::complete, () -> fail(out, failure));
    }
  }

  private RemoteStreamException writerFailure() {
    StreamFailure failure = reader.failure();
    return new RemoteStreamException(
        "writer", failure.className(), failure.message(), failure.stackDigest(), reader.file());
  }

  /**
   * Ends downstream at once, and the ring as soon as everything that was handed out is settled.
   * What is not settled in time stays in the ring for a successor.
   */
  private void finish(Runnable atRing, Runnable atOut) {
    if (delivery.isSettled()) {
      atRing.run();
      atOut.run();
      completeStage();
    } else {
      setKeepGoing(true);
      whenSettled = atRing;
      atOut.run();
      if (!commitTimeout.equals(RingSettings.FOREVER)) {
        scheduleOnce(COMMIT_TIMEOUT, commitTimeout);
      }
    }
  }

  /** Leaves the rest in the ring for the next reader. */
  private void leaveRing() {
    // Only the role is given up, and the end of the stage does that.
  }

  @Override
  public void onTimer(Object key) {
    completeStage();
  }

  /**
   * Completes as soon as downstream is done with the element that it has, so that a successor does
   * not get that element again.
   */
  private void onStop() {
    stopping = true;
    if (reader == null) {
      completeStage();
    } else if (whenSettled == null && isAvailable(out)) {
      finish(this::leaveRing, () -> complete(out));
    }
  }

  @Override
  public void onDownstreamFinish(Throwable cause) {
    // An asynchronous boundary downstream of this stage that ends with the materializer cancels
    // without a cause that says so.
    if (cause instanceof AbruptStreamTerminationException || materializer().isShutdown()) {
      completeStage(); // the system ends, not the stream: a successor may continue it
    } else if (reader != null) {
      cancel(cause);
    } else {
      cancellation = cause; // the writer must learn of it: wait until attached
      setKeepGoing(true);
    }
  }

  private void cancel(Throwable cause) {
    try {
      if (cause instanceof SubscriptionWithCancelException.NonFailureCancellation) {
        finish(this::cancelUnlessStopping, () -> {});
      } else {
        reader.fail(StreamFailure.line(cause));
        completeStage();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  /** A caller that stopped the source asked to leave the rest in the ring. */
  private void cancelUnlessStopping() {
    if (stopping) {
      delivery.onDemand();
    } else {
      reader.cancel();
    }
  }

  /** The reader itself ignores a failure after another end. */
  @Override
  boolean isEndStored() {
    return false;
  }

  @Override
  void storeFailure(Throwable failure) {
    reader.fail(StreamFailure.line(failure));
  }

  @Override
  long storedPosition() {
    return reader.storedHead();
  }

  @Override
  String file() {
    return reader.file();
  }

  @Override
  public void postStop() {
    if (delivery != null) {
      delivery.close();
    }
    detach().thenRun(handle::completeShutdown);
  }
}
