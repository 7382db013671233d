package io.culvert.chaos;

import io.culvert.Committable;
import io.culvert.CommitterSettings;
import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.javadsl.Committer;
import io.culvert.javadsl.RingControl;
import io.culvert.javadsl.RingSource;
import io.culvert.testing.CheckedElements;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.RunnableGraph;
import org.apache.pekko.stream.javadsl.Sink;

/**
 * Reads to the end of the stream and journals the number of each complete element. It ends at once
 * when the campaign ends.
 */
final class ReaderMain {

  /** The journal of the received elements: their numbers, or {@link #TORN}. */
  static final String RECEIVED = "received";

  /** The journal of the commits that the source confirmed. */
  static final String COMMITTED = "committed";

  /** Stands in the journal for an incomplete element. */
  static final long TORN = Long.MIN_VALUE;

  /** The elements between source and journal, which are lost with the reader. */
  private static final int BUFFER = 16;

  private static final int COMMIT_BATCH = 10;
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(5);

  private final PeerSetup setup;
  private final CheckedElements elements;
  private final Journal received;
  private final Journal committed;

  private ReaderMain(PeerSetup setup) throws Exception {
    this.setup = setup;
    this.elements = setup.plan().elements();
    this.received = Journal.create(setup.journal(RECEIVED));
    this.committed = Journal.create(setup.journal(COMMITTED));
  }

  public static void main(String[] arguments) throws Exception {
    new ReaderMain(PeerSetup.of(arguments)).run();
  }

  private void run() {
    PeerSetup.onCampaignEnd(() -> Runtime.getRuntime().halt(2));
    ActorSystem system = setup.system();
    try {
      Pair<RingControl, CompletionStage<Done>> running = stream(system).run(system);
      running.second().toCompletableFuture().join();
      running.first().isShutdown().toCompletableFuture().join();
    } finally {
      system.terminate();
    }
  }

  private RunnableGraph<Pair<RingControl, CompletionStage<Done>>> stream(ActorSystem system) {
    RingSettings settings = setup.plan().settings(system);
    return switch (setup.plan().delivery()) {
      case PLAIN ->
          RingSource.create(StreamPlan.RING, Codecs.bytes(), settings)
              .toMat(Sink.foreach(this::receive), Keep.both());
      case COMMITTABLE ->
          RingSource.committable(StreamPlan.RING, Codecs.bytes(), settings)
              .buffer(BUFFER, OverflowStrategy.backpressure())
              .async()
              .map(
                  element -> {
                    receive(element.element());
                    return new RecordedCommit(element);
                  })
              .toMat(
                  Committer.sink(
                      CommitterSettings.create(system)
                          .withMaxBatch(COMMIT_BATCH)
                          .withMaxInterval(COMMIT_INTERVAL)),
                  Keep.both());
    };
  }

  private void receive(byte[] element) {
    long number = CheckedElements.number(element);
    received.append(isWhole(element, number) ? number : TORN);
    setup.pauseAfter(number);
  }

  private boolean isWhole(byte[] element, long number) {
    try {
      elements.check(element, number);
      return true;
    } catch (AssertionError e) {
      System.out.println(e.getMessage());
      return false;
    }
  }

  /** Journals that its commit was confirmed. */
  private final class RecordedCommit implements Committable<byte[]> {

    private final Committable<byte[]> inner;

    RecordedCommit(Committable<byte[]> inner) {
      this.inner = inner;
    }

    @Override
    public byte[] element() {
      return inner.element();
    }

    @Override
    public long position() {
      return inner.position();
    }

    @Override
    public UUID ringId() {
      return inner.ringId();
    }

    @Override
    public CompletionStage<Done> commit() {
      return inner
          .commit()
          .thenApply(
              done -> {
                committed.append(CheckedElements.number(inner.element()));
                return done;
              });
    }
  }
}
