package io.culvert.javadsl;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.RingSettings;
import io.culvert.codec.Codecs;
import io.culvert.fixture.StageFixture;
import io.culvert.peer.PeerState;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Strangers that connect to the socket beside a ring, whose writer is in another JVM. Neither their
 * bytes nor their hang-ups end a stream, and their cost is bounded.
 */
class DoorbellFloodIT {

  @RegisterExtension static final StageFixture fixture = StageFixture.create();

  private static final int FLOOD_BYTES = 32 << 20;
  private static final int CHUNK = 64 * 1024;

  private ForkedJvm writer;
  private RingControl control;
  private TestSubscriber.Probe<byte[]> probe;
  private int lines;

  /** Starts a source that does not wait for a dead writer, and a writer that has its doorbell. */
  @BeforeEach
  void start() {
    Pair<RingControl, TestSubscriber.Probe<byte[]>> running =
        RingSource.create(fixture.name(), Codecs.bytes(), settings())
            .toMat(TestSink.<byte[]>create(fixture.system()), Keep.both())
            .run(fixture.materializer());
    control = running.first();
    probe = running.second();
    probe.request(Integer.MAX_VALUE);
    writer = AttachedPeer.start(fixture.directory(), fixture.name(), "WRITER");
    writer.awaitOutput(AttachedPeer.ATTACHED);
    awaitDoorbell();
  }

  @AfterEach
  void stop() throws IOException {
    writer.close();
    probe.expectError();
    fixture.ringStays(fixture.name());
  }

  @Test
  void shouldKeepStreamRunningWhenStrangersHangUp() throws IOException {
    for (int i = 0; i < 300; i++) {
      try (SocketChannel stranger = connect()) {
        stranger.write(hello());
      }
      if (i % 10 == 0) {
        assertLineArrives();
      }
    }
    awaitHeartbeats();
    assertThat(control.metrics().peer()).isEqualTo(PeerState.ATTACHED);
    assertLineArrives();
    awaitDoorbell();
  }

  @Test
  void shouldReconnectWriterWhenSilentStrangersConnect() throws IOException {
    List<SocketChannel> strangers = new ArrayList<>();
    try {
      for (int i = 0; i < 50; i++) {
        strangers.add(connect());
      }
      try (SocketChannel other = connect()) {
        other.write(hello()); // the writer loses its connection, and must reconnect
      }
      assertLineArrives();
      awaitHeartbeats();
      awaitDoorbell();
    } finally {
      for (SocketChannel stranger : strangers) {
        stranger.close();
      }
    }
  }

  @Test
  void shouldCloseConnectionWhenGarbageIsSentWithoutRingId() throws IOException {
    long sent = flood(false);
    assertThat(sent).as("the connection is closed").isLessThan(FLOOD_BYTES);
    assertLineArrives();
    assertThat(control.metrics().doorbell()).isTrue();
  }

  /** The strangers know the ring's id; a process that can read it could also do worse. */
  @Test
  void shouldBoundWakeUpsWhenFloodedWithBytes() throws IOException {
    long parkings = control.metrics().parkings();
    long cpuNanos = conductorCpuNanos();
    long begin = System.nanoTime();
    long sent = 0;
    int floods = 0;
    while (sent < FLOOD_BYTES) {
      sent += flood(true); // until the writer reconnects
      floods++;
      if (floods % 5 == 1) {
        assertLineArrives();
      }
    }
    long woken = control.metrics().parkings() - parkings;
    System.out.printf(
        "%d bytes in %d connections: conductor's CPU %d ms of %d ms, woken %d times for %d lines%n",
        sent,
        floods,
        TimeUnit.NANOSECONDS.toMillis(conductorCpuNanos() - cpuNanos),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
        woken,
        lines);
    assertThat(woken).isLessThanOrEqualTo(2L * (lines + floods));
    assertThat(control.metrics().peer()).isEqualTo(PeerState.ATTACHED);
    assertLineArrives();
    awaitDoorbell();
  }

  /** Sends until everything is sent or the connection is closed; returns the bytes sent. */
  private static long flood(boolean introduced) throws IOException {
    byte[] garbage = new byte[CHUNK];
    new Random(7).nextBytes(garbage);
    long sent = 0;
    try (SocketChannel stranger = connect()) {
      if (introduced) {
        stranger.write(hello());
      }
      while (sent < FLOOD_BYTES) {
        sent += stranger.write(ByteBuffer.wrap(garbage));
      }
    } catch (IOException e) {
      return sent; // closed by the reader
    }
    return sent;
  }

  private void assertLineArrives() throws IOException {
    String line = "line " + lines++;
    writer.process().getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    writer.process().getOutputStream().flush();
    assertThat(new String(probe.expectNext(), StandardCharsets.UTF_8)).isEqualTo(line);
  }

  private void awaitDoorbell() {
    Await.until(
        () -> control.metrics().doorbell() && control.metrics().peer() == PeerState.ATTACHED,
        () -> "no doorbell: metrics=" + control.metrics() + ", output=" + writer.output());
  }

  /** Waits as long as it would take to judge the writer dead. */
  private static void awaitHeartbeats() {
    long begin = word(RingDescriptor.readerOffset(0) + RingDescriptor.HEARTBEAT);
    Await.until(
        () -> word(RingDescriptor.readerOffset(0) + RingDescriptor.HEARTBEAT) - begin > 6,
        () -> "no heartbeats");
  }

  private static SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    Path socket = fixture.directory().resolve(fixture.name() + ".sock");
    channel.connect(UnixDomainSocketAddress.of(socket));
    return channel;
  }

  /** Returns what the writer sends: the ring's id. */
  private static ByteBuffer hello() {
    return ByteBuffer.allocate(2 * Long.BYTES)
        .putLong(word(RingDescriptor.RING_ID_OFFSET))
        .putLong(word(RingDescriptor.RING_ID_OFFSET + Long.BYTES))
        .flip();
  }

  private static long word(long offset) {
    ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    try (FileChannel ring = FileChannel.open(fixture.file(fixture.name()))) {
      ring.read(word, offset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return word.getLong(0);
  }

  private static long conductorCpuNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    String name = "culvert-conductor-" + fixture.system().name();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .mapToLong(thread -> threads.getThreadCpuTime(thread.getId()))
        .sum();
  }

  private static RingSettings settings() {
    return fixture.settings().withPeerTimeout(Duration.ZERO);
  }
}
