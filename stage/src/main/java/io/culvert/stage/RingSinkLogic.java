package io.culvert.stage;

import io.culvert.RemoteStreamException;
import io.culvert.RingSettings;
import io.culvert.peer.Attachment;
import io.culvert.peer.Role;
import io.culvert.peer.Station;
import io.culvert.peer.WaitPoint;
import io.culvert.ring.LostPages;
import io.culvert.ring.RingWriter;
import io.culvert.ring.Signals;
import io.culvert.ring.StreamFailure;
import io.culvert.stage.RingSinkStage.Stay;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import scala.util.control.NonFatal;

/**
 * Writes what is pushed into a ring. One element is on its way at a time: it is encoded into the
 * ring at once or, when the ring is full, as soon as the conductor has seen that the reader has
 * made room.
 */
final class RingSinkLogic<T> extends GraphStageLogic implements InHandler {

  private final Inlet<T> in;
  private final RingEnd<T> end;
  private final Stay stay;
  private final SinkHandle handle;
  private final ElementTokens<T> tokens;
  private final Attributes attributes;
  private final AsyncCallback<Attached> attachedCallback = createAsyncCallback(this::onAttached);
  private final AsyncCallback<Throwable> failedCallback = createAsyncCallback(this::onNotAttached);
  private final AsyncCallback<RingWriter> wakeCallback = createAsyncCallback(woken -> onWake());

  // The stage's thread only, except that the conductor's sees what was written before a wait point
  // is armed.
  private int spins;
  private Attachment<RingWriter> attachment;
  private RingWriter writer;
  private ElementWriter<T> elements;
  private Station station;

  /** The position that the reader was last offered to be woken for. */
  private long rung;

  private boolean roomWanted;
  private boolean upstreamFinished;
  private Throwable upstreamFailure;

  /** Whether the end is in the ring. */
  private boolean ended;

  /** Whether this stage is over. */
  private boolean stopped;

  private record Attached(RingWriter writer, Station station) {}

  RingSinkLogic(
      SinkShape<T> shape,
      RingEnd<T> end,
      Stay stay,
      SinkHandle handle,
      ElementTokens<T> tokens,
      Attributes attributes) {
    super(shape);
    this.in = shape.in();
    this.end = end;
    this.stay = stay;
    this.handle = handle;
    this.tokens = tokens;
    this.attributes = attributes;
    setHandler(in, this);
  }

  @Override
  public void preStart() {
    setKeepGoing(true); // what was pushed is published, also when upstream has finished meanwhile
    ActorSystem system = materializer().system();
    try {
      RingSettings settings = end.settings(system, attributes);
      spins = RingEnd.looks(settings);
      attachment =
          end.attachment(
              system,
              settings,
              Role.WRITER,
              RingWriter::attachWatched,
              this::onRole,
              failedCallback::invoke);
      attachment.start();
      CulvertExtension.ID.get(system).edges().add(handle);
    } catch (RuntimeException e) {
      end(e);
    }
  }

  /** On the conductor's thread. */
  private void onRole(RingWriter attached) {
    Station at = attachment.station(() -> isReady(attached), () -> wakeCallback.invoke(attached));
    attachedCallback.invoke(new Attached(attached, at));
  }

  private void onNotAttached(Throwable failure) {
    end(failure);
  }

  private void onAttached(Attached attached) {
    writer = attached.writer();
    station = attached.station();
    handle.counters().attached(station);
    handle.completeAttach(writer.resumePoint());
    rung = writer.published();
    elements = new ElementWriter<>(end.codec(), writer, tokens);
    goOn();
    onWake();
  }

  @Override
  public void onPush() {
    try {
      station.requirePages();
      if (writer.isReaderChanged() && !readerGoesOn()) {
        return;
      }
      if (elements.write(grab(in)) || retryForMoment()) {
        onPublished();
      } else {
        parkUntilReady();
      }
    } catch (Throwable e) {
      if (!(e instanceof InternalError) && !NonFatal.apply(e)) {
        throw e;
      }
      fail(e); // a token function may throw what it likes
    }
  }

  /** The reader is often about to make room: a few looks are cheaper than to let the thread go. */
  private boolean retryForMoment() {
    for (int i = 0; i < spins; i++) {
      if (writer.isRoomMade() && elements.retry()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private void onPublished() {
    handle.counters().element(writer.position(), writer.backlog());
    ring();
    goOn();
  }

  /** Asks for the next element, or brings the end that upstream has come to meanwhile. */
  private void goOn() {
    if (upstreamFailure != null) {
      fail(upstreamFailure);
    } else if (upstreamFinished) {
      complete();
    } else {
      pull(in);
    }
  }

  private void onWake() {
    try {
      parkUntilReady();
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  /** Does what there is to do, until there is nothing but to wait for the reader. */
  private void parkUntilReady() {
    while (!stopped) {
      station.requirePages();
      if (writer.isReaderChanged() && !readerGoesOn()) {
        return;
      }
      if (elements.isWaiting() && elements.retry()) {
        onPublished(); // which may have been the end
      } else if (isHopeless()) {
        fail(station.despair());
      } else if (park()) {
        return;
      }
    }
  }

  /** As long as there is room, a reader that does not come is no reason to fail; see RingSink. */
  private boolean isHopeless() {
    return station.isRingLost() || ((ended || elements.isWaiting()) && station.isHopeless());
  }

  /** Wakes the reader, if it waits and there is something new. */
  private void ring() {
    long published = writer.published();
    if (published != rung) {
      rung = published;
      station.ringPeer(published);
    }
  }

  /** Lets the thread go; false when there is something to do after all. */
  private boolean park() {
    ring(); // parts of a large element, of which the rest waits for room
    roomWanted = elements.isWaiting();
    if (roomWanted) {
      handle.counters().parking();
    }
    WaitPoint waitPoint = station.waitPoint();
    waitPoint.arm(roomWanted ? writer.wakeUpHead() : Signals.NO_POSITION);
    // What the reader did between our last look and the arming was seen by nobody: look again.
    boolean parked = !((isReady(writer) || isHopeless()) && waitPoint.disarm());
    LostPages.surface();
    return parked;
  }

  private boolean isReady(RingWriter attached) {
    return attached.isReaderChanged() || (roomWanted && attached.isRoomMade());
  }

  /** Takes note of what the reader has become; false when that ends this stage. */
  private boolean readerGoesOn() {
    switch (writer.readerState()) {
      case FAILED:
        fail(readerFailure(writer));
        return false;
      case COMPLETED:
      case CANCELLED:
        handle.completeAll();
        stop();
        return false;
      default:
        return true;
    }
  }

  private static RemoteStreamException readerFailure(RingWriter writer) {
    String reason = writer.readerReason();
    int colon = reason.indexOf(": ");
    String className = colon < 0 ? reason : reason.substring(0, colon);
    String message = colon < 0 ? "" : reason.substring(colon + 2);
    return new RemoteStreamException("reader", className, message, "", writer.file());
  }

  @Override
  public void onUpstreamFinish() {
    upstreamFinished = true;
    if (writer != null && !elements.isWaiting()) {
      complete();
    }
  }

  /** A failure keeps its place behind the elements: one that has found no room yet goes first. */
  @Override
  public void onUpstreamFailure(Throwable failure) {
    upstreamFailure = failure;
    if (failure instanceof AbruptStreamTerminationException) {
      end(failure); // the system ends, not the stream: a successor may go on with it
    } else if (writer != null && !elements.isWaiting()) {
      fail(failure);
    }
  }

  private void complete() {
    try {
      writer.complete();
      ended = true;
      ring();
      handle.completePublished();
      if (stay == Stay.UNTIL_PUBLISHED) {
        stop();
      } else {
        parkUntilReady();
      }
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  private void fail(Throwable cause) {
    Throwable failure = LostPages.explain(cause, writer.file());
    if (!ended) {
      tellReader(failure);
    }
    end(failure);
  }

  /** A ring that does not even take its end is reported together with what has failed before. */
  private void tellReader(Throwable failure) {
    try {
      writer.fail(StreamFailure.of(failure));
      LostPages.surface();
    } catch (RuntimeException | InternalError e) {
      failure.addSuppressed(e);
    }
  }

  private void end(Throwable failure) {
    stopped = true;
    handle.fail(failure);
    failStage(failure);
  }

  private void stop() {
    stopped = true;
    completeStage();
  }

  @Override
  public void postStop() {
    if (attachment != null) {
      attachment.close();
    }
    handle.fail(new AbruptStageTerminationException(this));
    handle.completeEnded();
  }
}
