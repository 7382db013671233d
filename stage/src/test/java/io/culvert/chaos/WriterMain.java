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
 * <p>Its journal has first the token that it goes on behind, or -1, and then each number just
 * before the element goes into the sink. The sink asks for one only when the one before is
 * published, so the journal knows from outside the ring what is in it: all but, perhaps, the last
 * number.
 */
final class WriterMain {

  /** The journal that is spoken of above. */
  static final String GIVEN = "given";

  private static final long PATIENCE_SECONDS = 120;

  private final Killable self;
  private final CheckedElements elements;
  private final Journal given;
  private volatile boolean finishing;

  private WriterMain(Killable self) throws Exception {
    this.self = self;
    this.elements = self.plan().elements();
    this.given = Journal.create(self.journal(GIVEN));
  }

  public static void main(String[] arguments) throws Exception {
    new WriterMain(Killable.of(arguments)).run();
  }

  private void run() throws Exception {
    Killable.onRefereeGone(this::finish);
    ActorSystem system = self.system();
    try {
      CompletableFuture<Source<byte[], NotUsed>> source = new CompletableFuture<>();
      RingSinkControl control =
          Source.completionStageSource(source)
              .toMat(
                  RingSink.resumable(
                      StreamPlan.RING,
                      Codecs.bytes(),
                      CheckedElements::number,
                      self.plan().settings(system)),
                  Keep.right())
              .run(system);
      control.resumePoint().thenAccept(point -> source.complete(behind(point)));
      control.drained().toCompletableFuture().join();
    } finally {
      system.terminate();
    }
  }

  private Source<byte[], NotUsed> behind(ResumePoint point) {
    long last = point.token().orElse(-1);
    given.append(last);
    return Source.fromIterator(() -> LongStream.iterate(last + 1, n -> n + 1).iterator())
        .takeWhile(number -> !finishing)
        .map(this::give);
  }

  private byte[] give(long number) {
    self.pauseBehind(number);
    byte[] element = elements.element(number);
    given.append(number);
    return element;
  }

  /** Completes the stream. Without a reader, and a referee that would notice, it never drains. */
  private void finish() {
    finishing = true;
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .execute(() -> Runtime.getRuntime().halt(2));
  }
}
