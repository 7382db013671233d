package docs.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Uses a ring as a channel between plain threads. */
class PlainThreadsTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  @TempDir Path path;
  private final List<String> received = new ArrayList<>();

  @Test
  void shouldCarryMessagesBetweenPlainThreads() throws Exception {
    RingDirectory directory = RingDirectory.local(path);
    CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(directory));
    receive(directory);
    sender.get(30, TimeUnit.SECONDS);
    assertThat(received).containsExactly("one", "two", "three");
  }

  private void send(RingDirectory directory) {
    try {
      sendWords(directory);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sendWords(RingDirectory directory) throws InterruptedException {
    // #send
    try (MappedRing ring =
            MappedRing.openOrCreate(directory, "words", RingSpec.ofBytes(64 * 1024));
        RingWriter writer = RingWriter.attach(ring)) {
      for (String word : List.of("one", "two", "three")) {
        UnsafeBuffer message = new UnsafeBuffer(word.getBytes(StandardCharsets.UTF_8));
        writer.send(message, 0, message.capacity(), TIMEOUT);
      }
      writer.complete();
    }
    // #send
  }

  private void receive(RingDirectory directory) throws InterruptedException {
    // #receive
    try (MappedRing ring =
            MappedRing.openOrCreate(directory, "words", RingSpec.ofBytes(64 * 1024));
        RingReader reader = RingReader.attach(ring)) {
      ReadResult result = ReadResult.MESSAGE;
      while (result == ReadResult.MESSAGE) {
        result = reader.receive((message, position) -> received.add(text(message)), TIMEOUT);
      }
      if (result == ReadResult.COMPLETED) {
        reader.complete();
        ring.delete();
      }
    }
    // #receive
  }

  private static String text(DirectBuffer message) {
    byte[] bytes = new byte[message.capacity()];
    message.getBytes(0, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
