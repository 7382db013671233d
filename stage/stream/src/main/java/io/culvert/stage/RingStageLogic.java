package io.culvert.stage;

import io.culvert.RingSettings;
import io.culvert.peer.PeerLink;
import io.culvert.peer.RoleAttachment;
import io.culvert.peer.RoleAttachment.Attached;
import io.culvert.peer.WaitPoint;
import io.culvert.peer.lock.Role;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.memory.TruncatedMapping;
import io.culvert.stage.system.CulvertExtension;
import io.culvert.stage.system.StageRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Shape;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;

/**
 * The part that sink and source of a ring have in common: they attach, signal the peer, park, and
 * fail in the same way.
 *
 * <p>All methods are for the stage's thread, except {@link #isReady}.
 *
 * @param <S> the attached role: a writer or a reader
 */
abstract class RingStageLogic<S extends AutoCloseable> extends TimerGraphStageLogic {

  private final RingRef<?> ring;
  private final Role role;
  private final Function<MappedRing, S> attach;
  private final StageCounters counters;
  private final Attributes attributes;
  private final AsyncCallback<Attached<S>> attachedCallback = createAsyncCallback(this::attached);
  private final AsyncCallback<Throwable> failedCallback = createAsyncCallback(this::stopWith);
  private final AsyncCallback<Done> wakeCallback = createAsyncCallback(done -> onWake());

  // The stage's thread only.
  private int spins;
  private RoleAttachment<S> attachment;
  private PeerLink link;

  /** The position that was last signalled to the peer. */
  private long signalled;

  RingStageLogic(
      Shape shape,
      RingRef<?> ring,
      Role role,
      Function<MappedRing, S> attach,
      StageCounters counters,
      Attributes attributes) {
    super(shape);
    this.ring = ring;
    this.role = role;
    this.attach = attach;
    this.counters = counters;
    this.attributes = attributes;
  }

  /** Takes over the settings that only this kind of stage has. Called before it attaches. */
  abstract void configure(RingSettings settings);

  /** Adds this stage to the running ones, so that a shutdown of the actor system finds it. */
  abstract void register(StageRegistry running);

  /** Begins to write or to read. */
  abstract void onAttached(S side);

  /** Continues after a wake-up, which may be spurious. */
  abstract void onWake();

  /**
   * Returns whether the peer has stored something that this stage waits for. For the conductor's
   * thread, too, while the wait point is armed.
   */
  abstract boolean isReady(S side);

  /** Returns whether this stage has something to do, if only to fail. */
  abstract boolean hasWork();

  /** Returns the position that this side stored last. */
  abstract long storedPosition();

  /** Returns whether the ring holds the end of the stream already, so that no failure follows. */
  abstract boolean isEndStored();

  /** Stores a failure as the end of this side. */
  abstract void storeFailure(Throwable failure);

  /** Returns the name of the ring's file, for messages. */
  abstract String file();

  @Override
  public void preStart() {
    ActorSystem system = materializer().system();
    try {
      RingSettings settings = ring.settings(system, attributes);
      spins = RingRef.spins(settings);
      configure(settings);
      attachment = ring.attachment(system, settings, role, attach);
      attachment
          .start(this::isReady, () -> wakeCallback.invoke(Done.getInstance()))
          .whenComplete(this::onStarted);
      register(CulvertExtension.ID.get(system).stages());
    } catch (RuntimeException e) {
      stopWith(e);
    }
  }

  /** Runs on the conductor's thread, or on the stage's if the attachment is done already. */
  private void onStarted(Attached<S> attached, Throwable failure) {
    if (failure == null) {
      attachedCallback.invoke(attached);
    } else {
      failedCallback.invoke(failure);
    }
  }

  private void attached(Attached<S> attached) {
    link = attached.link();
    counters.attached(link);
    onAttached(attached.side());
  }

  /** Returns the link to the peer; null before this stage is attached. */
  final PeerLink link() {
    return link;
  }

  /** Returns how often this stage checks again on its own thread before it parks. */
  final int spins() {
    return spins;
  }

  /** Takes a position as signalled: the one at which this stage begins. */
  final void beginSignalsAt(long position) {
    signalled = position;
  }

  /** Wakes the peer, if it waits and this side has stored a new position. */
  final void signalPeer() {
    long stored = storedPosition();
    if (stored != signalled) {
      signalled = stored;
      link.signalPeer(stored);
    }
  }

  /**
   * Arms the wait point, so that the stage can let its thread go.
   *
   * @param wanted the position that is worth a wake-up
   * @return false if this stage has something to do after all, and is not armed any more
   */
  final boolean parkUntil(long wanted) {
    WaitPoint waitPoint = link.waitPoint();
    waitPoint.arm(wanted);
    // For what the peer did between this stage's last check and the arming, it saw no flag and
    // sends no wake-up: check again.
    boolean parked = !(hasWork() && waitPoint.disarm());
    TruncatedMapping.throwPending();
    return parked;
  }

  /** Fails both the ring, unless its end is stored, and the stage. */
  final void fail(Throwable cause) {
    Throwable failure = TruncatedMapping.explain(cause, file());
    if (!isEndStored()) {
      tellPeer(failure);
    }
    stopWith(failure);
  }

  /** If the ring does not take the failure, the stage reports both. */
  private void tellPeer(Throwable failure) {
    try {
      storeFailure(failure);
      TruncatedMapping.throwPending();
    } catch (RuntimeException | InternalError e) {
      failure.addSuppressed(e);
    }
  }

  /** Fails the stage and leaves the ring as it is. */
  void stopWith(Throwable failure) {
    failStage(failure);
  }

  /**
   * Gives the role up, or stops to attach.
   *
   * @return completes when neither lock nor mapping is left
   */
  final CompletionStage<Void> detach() {
    if (attachment == null) {
      return CompletableFuture.completedFuture(null);
    }
    attachment.close();
    return attachment.ended();
  }
}
