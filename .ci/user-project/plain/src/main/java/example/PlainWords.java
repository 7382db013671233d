package example;

import io.culvert.ring.ReadResult;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The two programs of the page on plain threads, in two threads. */
final class PlainWords {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private PlainWords() {}

  public static void main(String[] arguments) throws Exception {
    Path path = Files.createTempDirectory("plain-words");
    RingDirectory directory = RingDirectory.local(path);
    Thread writer = new Thread(() -> send(directory));
    writer.start();
    System.out.println(receive(directory));
    writer.join();
  }

  private static void send(RingDirectory directory) {
    try {
@SEND@
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> receive(RingDirectory directory) throws InterruptedException {
    List<String> received = new ArrayList<>();
@RECEIVE@
    return received;
  }

  private static String text(DirectBuffer message) {
    return message.getStringWithoutLengthUtf8(0, message.capacity());
  }
}
