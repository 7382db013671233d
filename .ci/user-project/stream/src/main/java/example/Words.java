package example;

import io.culvert.codec.Codecs;
import io.culvert.javadsl.RingSink;
import io.culvert.javadsl.RingSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** The sink and the source of the README, in one JVM. */
final class Words {

  private Words() {}

  public static void main(String[] arguments) throws Exception {
    ActorSystem system = ActorSystem.create("words");
    try {
@README-CODE@
      System.out.println(received.toCompletableFuture().get(30, TimeUnit.SECONDS));
      published.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } finally {
      system.terminate();
    }
  }
}
