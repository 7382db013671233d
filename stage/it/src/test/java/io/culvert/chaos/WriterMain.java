package io.culvert.chaos;

import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSinkControl;
import io.culvert.ring.ResumePoint;
import io.culvert.testing.CheckedElements;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Writes numbered elements, from where its predecessor was killed, until its standard input ends;
 * then it completes the stream.
 *
 * <p>Its journal begins with the resume token after which it continues, or -1. Then it has each
 * number, appended just before the element goes into the sink. The sink requests an element only
 * after it published the one before. The journal therefore knows from outside the ring which
 * elements were published: all but, perhaps, the last one.
 */
final class WriterMain {

  /** The journal of the resume token and the numbers. */
  static final String GIVEN = "given";

  private static final long TIMEOUT_SECONDS = 120;

  private final PeerSetup setup;
  private final CheckedElements elements;
  private final Journal given;
  private volatile boolean finishing;

  private WriterMain(PeerSetup setup) throws Exception {
    this.setup = setup;
    this.elements = setup.plan().elements();
    this.given = Journal.create(setup.journal(GIVEN));
  }

  public static void main(String[] arguments) throws Exception {
    new WriterMain(PeerSetup.of(arguments)).run();
  }

  private void run() throws Exception {
    PeerSetup.onCampaignEnd(this::finish);
    ActorSystem system = setup.system();
    try {
      CompletableFuture<Source<byte[], NotUsed>> source = new CompletableFuture<>();
      RingSinkControl control =
          Source.completionStageSource(source)
              .toMat(
                  RingSink.resumable(
                      StreamPlan.RING,
                      Codecs.bytes(),
                      CheckedElements::number,
                      setup.plan().settings(system)),
                  Keep.right())
              .run(system);
      control.resumePoint().thenAccept(point -> source.complete(sourceAfter(point)));
      control.drained().toCompletableFuture().join();
    } finally {
      system.terminate();
    }
  }

  private Source<byte[], NotUsed> sourceAfter(ResumePoint point) {
    long last = point.token().orElse(-1);
    given.append(last);
    return Source.fromIterator(() -> LongStream.iterate(last + 1, n -> n + 1).iterator())
        .takeWhile(number -> !finishing)
        .map(this::give);
  }

  private byte[] give(long number) {
    setup.pauseAfter(number);
    byte[] element = elements.element(number);
    given.append(number);
    return element;
  }

  /** Completes the stream. Halts if no reader drains it, as after the end of the campaign. */
  private void finish() {
    finishing = true;
    CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(2));
  }
}
