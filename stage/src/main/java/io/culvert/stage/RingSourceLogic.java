package io.culvert.stage;

import io.culvert.RemoteStreamException;
import io.culvert.RingSettings;
import io.culvert.peer.Attachment;
import io.culvert.peer.Role;
import io.culvert.peer.Station;
import io.culvert.peer.WaitPoint;
import io.culvert.ring.LostPages;
import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.Signals;
import io.culvert.ring.StreamFailure;
import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.OutHandler;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * Pushes what it reads from a ring, one element a pull. When the ring is empty, the other side
 * rings as soon as there is something, and the stage, woken, reads it itself. When elements are
 * released is the {@link Delivery}'s matter; an end waits until it is settled.
 */
final class RingSourceLogic<T, E> extends TimerGraphStageLogic implements OutHandler {

  private static final String COMMIT_TIMEOUT = "commit-timeout";

  private final Outlet<E> out;
  private final RingEnd<T> end;
  private final Deliveries<T, E> deliveries;
  private final SourceHandle handle;
  private final Attributes attributes;
  private final AsyncCallback<Attached> attachedCallback = createAsyncCallback(this::onAttached);
  private final AsyncCallback<Throwable> failedCallback = createAsyncCallback(this::failStage);
  private final AsyncCallback<RingReader> wakeCallback = createAsyncCallback(woken -> onWake());
  private final AsyncCallback<Done> commitCallback = createAsyncCallback(done -> onCommit());
  private final AsyncCallback<Done> stopCallback = createAsyncCallback(done -> onStop());

  // The stage's thread only, except that the conductor's sees what was written before a wait point
  // is armed.
  private int spins;
  private Duration commitTimeout;
  private Delivery<T, E> delivery;
  private Attachment<RingReader> attachment;
  private RingReader reader;
  private ElementReader<T> elements;
  private Station station;

  /** The position that the writer was last offered to be woken for. */
  private long rung;

  private boolean stopping;
  private Throwable cancellation;

  /** What is left to do when everything is settled; null before the end. */
  private Runnable ending;

  private record Attached(RingReader reader, Station station) {}

  /** Makes a delivery for one materialization. */
  interface Deliveries<T, E> {
    Delivery<T, E> create(RingSettings settings, Runnable onCommit);
  }

  RingSourceLogic(
      SourceShape<E> shape,
      RingEnd<T> end,
      Deliveries<T, E> deliveries,
      SourceHandle handle,
      Attributes attributes) {
    super(shape);
    this.out = shape.out();
    this.end = end;
    this.deliveries = deliveries;
    this.handle = handle;
    this.attributes = attributes;
    handle.onStop(() -> stopCallback.invoke(Done.getInstance()));
    setHandler(out, this);
  }

  @Override
  public void preStart() {
    ActorSystem system = materializer().system();
    try {
      RingSettings settings = end.settings(system, attributes);
      spins = RingEnd.looks(settings);
      commitTimeout = settings.commitTimeout();
      delivery = deliveries.create(settings, () -> commitCallback.invoke(Done.getInstance()));
      attachment =
          end.attachment(
              system,
              settings,
              Role.READER,
              RingReader::attachWatched,
              this::onRole,
              failedCallback::invoke);
      attachment.start();
      CulvertExtension.ID.get(system).edges().add(handle);
    } catch (RuntimeException e) {
      failStage(e);
    }
  }

  /** On the conductor's thread. */
  private void onRole(RingReader attached) {
    Station at = attachment.station(attached::isReadable, () -> wakeCallback.invoke(attached));
    attachedCallback.invoke(new Attached(attached, at));
  }

  private void onAttached(Attached attached) {
    reader = attached.reader();
    station = attached.station();
    handle.counters().attached(station);
    rung = reader.storedHead();
    elements = new ElementReader<>(end.codec(), reader);
    delivery.attach(reader, station.ringId());
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
      station.requirePages();
      delivery.onDemand();
      if (stopping) {
        finish(this::leaveRing, () -> complete(out));
      } else {
        goOn();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  private void onWake() {
    if (ending == null && isAvailable(out)) {
      onPull();
    }
  }

  private void onCommit() {
    if (reader == null) {
      return;
    }
    try {
      station.requirePages();
      delivery.release();
      ring();
      if (ending == null) {
        goOn();
      } else if (delivery.isSettled()) {
        ending.run();
        completeStage();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  /** Hands out the next element, if somebody wants one and may have it. */
  private void goOn() {
    if (isAvailable(out) && delivery.isOpen()) {
      pushNext();
    } else {
      ring();
    }
  }

  private void pushNext() {
    boolean done = false;
    while (!done) {
      ReadResult result = readForMoment();
      if (result == ReadResult.EMPTY && station.isHopeless()) {
        result = reader.read(); // what a writer published before it was given up is not lost
        if (result == ReadResult.EMPTY) {
          throw station.despair();
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

  /** The writer is often about to publish: a few looks are cheaper than to let the thread go. */
  private ReadResult readForMoment() {
    ReadResult result = reader.read();
    for (int i = 0; i < spins && result == ReadResult.EMPTY; i++) {
      Thread.onSpinWait();
      result = reader.read();
    }
    return result;
  }

  /** Wakes the writer, if it waits and there is new room. */
  private void ring() {
    long head = reader.storedHead();
    if (head != rung) {
      rung = head;
      station.ringPeer(head);
    }
  }

  /** Lets the thread go; false when there is something to read after all. */
  private boolean park() {
    // A writer that waits until half of the ring is free would wait for ever if more than that is
    // held here until something new comes: it is asked for whatever there is room for.
    station.ringPeer(Signals.ANY_POSITION);
    handle.counters().parking();
    WaitPoint waitPoint = station.waitPoint();
    waitPoint.arm(Long.MIN_VALUE);
    // What was published between our last look and the arming was seen by nobody: look again.
    boolean parked = !((reader.isReadable() || station.isHopeless()) && waitPoint.disarm());
    LostPages.surface();
    return parked;
  }

  private void take(ReadResult result) {
    ring();
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
   * Ends at both sides: downstream at once, the ring as soon as everything that was handed out is
   * settled. What is not settled in time stays in the ring for a successor.
   */
  private void finish(Runnable atRing, Runnable atOut) {
    if (delivery.isSettled()) {
      atRing.run();
      atOut.run();
      completeStage();
    } else {
      setKeepGoing(true);
      ending = atRing;
      atOut.run();
      if (!commitTimeout.equals(RingSettings.FOREVER)) {
        scheduleOnce(COMMIT_TIMEOUT, commitTimeout);
      }
    }
  }

  /** What is left in the ring stays there for the next reader. */
  private void leaveRing() {
    // Giving the role up is all, and that comes with the end of the stage.
  }

  @Override
  public void onTimer(Object key) {
    completeStage();
  }

  /**
   * The element that downstream has is its own: it is waited for, so that a successor does not get
   * it again.
   */
  private void onStop() {
    stopping = true;
    if (reader == null) {
      completeStage();
    } else if (ending == null && isAvailable(out)) {
      finish(this::leaveRing, () -> complete(out));
    }
  }

  @Override
  public void onDownstreamFinish(Throwable cause) {
    // An asynchronous boundary behind us that is ended with the materializer says only that it
    // wants no more.
    if (cause instanceof AbruptStreamTerminationException || materializer().isShutdown()) {
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
        finish(this::cancelUnlessStopping, () -> {});
      } else {
        reader.fail(StreamFailure.line(cause));
        completeStage();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  /** Who has stopped the source has asked for the rest to stay in the ring. */
  private void cancelUnlessStopping() {
    if (stopping) {
      delivery.onDemand();
    } else {
      reader.cancel();
    }
  }

  private void fail(Throwable cause) {
    Throwable failure = LostPages.explain(cause, reader.file());
    try {
      reader.fail(StreamFailure.line(failure));
      LostPages.surface();
    } catch (RuntimeException | InternalError e) {
      failure.addSuppressed(e);
    }
    failStage(failure);
  }

  @Override
  public void postStop() {
    if (attachment == null) {
      handle.completeShutdown();
    } else {
      if (delivery != null) {
        delivery.close();
      }
      attachment.close();
      attachment.released().thenRun(handle::completeShutdown);
    }
  }
}
