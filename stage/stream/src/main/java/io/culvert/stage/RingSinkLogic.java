package io.culvert.stage;

import io.culvert.RingSettings;
import io.culvert.codec.Codec;
import io.culvert.exceptions.RemoteStreamException;
import io.culvert.peer.lock.Role;
import io.culvert.ring.RingWriter;
import io.culvert.ring.layout.StreamFailure;
import io.culvert.ring.memory.ControlWords;
import io.culvert.stage.system.StageRegistry;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.AbruptStreamTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.InHandler;
import scala.util.control.NonFatal;

/**
 * Writes each pushed element into a ring. One element is on its way at a time: the stage encodes it
 * at once or, if the ring is full, once the reader has made room and has woken this stage.
 */
final class RingSinkLogic<T> extends RingStageLogic<RingWriter> implements InHandler {

  private final Inlet<T> in;
  private final Codec<T> codec;
  private final Stay stay;
  private final SinkHandle handle;
  private final ElementTokens<T> tokens;

  // The stage's thread only, except that the conductor's sees what was written before a wait
  // point is armed.
  private RingWriter writer;
  private ElementWriter<T> elements;
  private boolean roomWanted;
  private boolean upstreamFinished;
  private Throwable upstreamFailure;

  /** Whether the end of the stream is in the ring. */
  private boolean endStored;

  /** Whether this stage has completed or failed. */
  private boolean stopped;

  RingSinkLogic(
      SinkShape<T> shape,
      RingRef<T> ring,
      Stay stay,
      SinkHandle handle,
      ElementTokens<T> tokens,
      Attributes attributes) {
    super(shape, ring, Role.WRITER, RingWriter::attachWatched, handle.counters(), attributes);
    this.in = shape.in();
    this.codec = ring.codec();
    this.stay = stay;
    this.handle = handle;
    this.tokens = tokens;
    setHandler(in, this);
  }

  @Override
  public void preStart() {
    // The stage publishes what was pushed, even if upstream finishes meanwhile.
    setKeepGoing(true);
    super.preStart();
  }

  @Override
  void configure(RingSettings settings) {
    // A sink has no settings of its own.
  }

  @Override
  void register(StageRegistry running) {
    running.addSink(handle.ended());
  }

  @Override
  void onAttached(RingWriter attached) {
    writer = attached;
    handle.completeAttach(writer.resumePoint());
    beginSignalsAt(writer.published());
    elements = new ElementWriter<>(codec, writer, tokens);
    continueUpstream();
    onWake();
  }

  @Override
  public void onPush() {
    try {
      link().requirePages();
      if (writer.isReaderChanged() && !isReaderContinuing()) {
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
      fail(e); // a token function may throw anything
    }
  }

  /** The reader is often about to make room: a few checks cost less than a parking. */
  private boolean retryForMoment() {
    for (int i = 0; i < spins(); i++) {
      if (writer.isRoomMade() && elements.retry()) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  private void onPublished() {
    handle.counters().element(writer.position(), writer.backlog());
    signalPeer();
    continueUpstream();
  }

  /** Asks for the next element, or ends the stream if upstream has ended meanwhile. */
  private void continueUpstream() {
    if (upstreamFailure != null) {
      fail(upstreamFailure);
    } else if (upstreamFinished) {
      complete();
    } else {
      pull(in);
    }
  }

  @Override
  void onWake() {
    try {
      parkUntilReady();
    } catch (RuntimeException | InternalError e) {
      fail(e);
    }
  }

  /** Works until there is nothing left to do but to wait for the reader. */
  private void parkUntilReady() {
    while (!stopped) {
      link().requirePages();
      if (writer.isReaderChanged() && !isReaderContinuing()) {
        return;
      }
      if (elements.isWaiting() && elements.retry()) {
        onPublished(); // and the end, if upstream has ended
      } else if (cannotProceed()) {
        fail(link().failure());
      } else if (park()) {
        return;
      }
    }
  }

  /** While there is room, an absent reader is no reason to fail; see RingSink. */
  private boolean cannotProceed() {
    return link().isRingLost() || ((endStored || elements.isWaiting()) && link().cannotProceed());
  }

  /** Lets the thread go; false if there is something to do after all. */
  private boolean park() {
    signalPeer(); // parts of a large element whose rest waits for room
    roomWanted = elements.isWaiting();
    if (roomWanted) {
      handle.counters().parking();
    }
    return parkUntil(roomWanted ? writer.wakeUpHead() : ControlWords.NO_POSITION);
  }

  @Override
  boolean hasWork() {
    return isReady(writer) || cannotProceed();
  }

  @Override
  boolean isReady(RingWriter attached) {
    return attached.isReaderChanged() || (roomWanted && attached.isRoomMade());
  }

  /** Reacts to a new state of the reader; false if that ends this stage. */
  private boolean isReaderContinuing() {
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

  /** A failure keeps its place after the elements: one that waits for room goes first. */
  @Override
  public void onUpstreamFailure(Throwable failure) {
    upstreamFailure = failure;
    if (failure instanceof AbruptStreamTerminationException) {
      stopWith(failure); // the system ends, not the stream: a successor may continue it
    } else if (writer != null && !elements.isWaiting()) {
      fail(failure);
    }
  }

  private void complete() {
    try {
      writer.complete();
      endStored = true;
      signalPeer();
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

  @Override
  boolean isEndStored() {
    return endStored;
  }

  @Override
  void storeFailure(Throwable failure) {
    writer.fail(StreamFailure.of(failure));
  }

  @Override
  long storedPosition() {
    return writer.published();
  }

  @Override
  String file() {
    return writer.file();
  }

  @Override
  void stopWith(Throwable failure) {
    stopped = true;
    handle.fail(failure);
    super.stopWith(failure);
  }

  private void stop() {
    stopped = true;
    completeStage();
  }

  @Override
  public void postStop() {
    detach();
    handle.fail(new AbruptStageTerminationException(this));
    handle.completeEnded();
  }
}
