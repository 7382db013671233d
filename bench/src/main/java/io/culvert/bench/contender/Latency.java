package io.culvert.bench.contender;

import io.culvert.bench.contender.aeron.AeronRoundTrip;
import io.culvert.bench.contender.agrona.AgronaRoundTrip;
import io.culvert.bench.contender.agrona.Idling;
import io.culvert.bench.contender.culvert.CulvertRoundTrip;
import io.culvert.bench.contender.pekko.StreamReferencesRoundTrip;
import io.culvert.bench.contender.pekko.TcpRoundTrip;
import io.culvert.bench.contender.socket.UnixSocketRoundTrip;
import io.culvert.peer.WaitStrategy;
import java.time.Duration;
import java.util.List;

/** The contenders whose round trips are measured. */
@SuppressWarnings("Convert2MethodRef") // A method reference would load the library of a contender.
final class Latency {

  private static final String THREADS =
      "no backpressure to upstream, no completion, no supervision";
  private static final String AGRONA_DEFAULT =
      "idle: BackoffIdleStrategy with its defaults, parks of up to 1 ms; hot: BusySpinIdleStrategy";
  private static final String AGRONA_SHORT =
      "BackoffIdleStrategy with parks of up to 50 us (Javadoc of BackoffIdleStrategy:"
          + " maxParkPeriodNs bounds the latency)";

  static final List<Entry> ALL =
      List.of(
          Entry.roundTrip(
                  Contenders.REFERENCE, () -> new CulvertRoundTrip(WaitStrategy.ADAPTIVE, false))
              .does("Two edges with waiting = adaptive, streams on Pekko's default dispatcher."),
          Entry.roundTrip(
                  "culvert-conductor", () -> new CulvertRoundTrip(WaitStrategy.ADAPTIVE, true))
              .does("Two edges with waiting = adaptive, streams on culvert.conductor-dispatcher.")
              .tuned("the dispatcher saves a hop between threads (reference.conf of Culvert)"),
          Entry.roundTrip("culvert-spin", () -> new CulvertRoundTrip(WaitStrategy.SPIN, true))
              .does("Two edges with waiting = spin, streams on culvert.conductor-dispatcher.")
              .lacks("burns a core on each side while it waits")
              .tuned("waiting = spin (reference.conf of Culvert)"),
          Entry.roundTrip("streamrefs", () -> new StreamReferencesRoundTrip())
              .does("A SinkRef and a SourceRef over Artery TCP, with Pekko's defaults.")
              .warmUp(Duration.ofSeconds(8))
              .runsAlone(),
          Entry.roundTrip("tcp", () -> new TcpRoundTrip())
              .does("One connection of Pekko Tcp on the loopback interface, Pekko's framing."),
          Entry.roundTrip("uds", () -> new UnixSocketRoundTrip())
              .does("One Unix domain socket; plain threads block in read and write at any pace.")
              .lacks(THREADS),
          aeron("aeron-ipc", Idling.DEFAULT)
              .does("Two IPC streams of Aeron between plain threads.")
              .tuned(AGRONA_DEFAULT),
          aeron("aeron-ipc-50us", Idling.SHORT)
              .does("Two IPC streams of Aeron between plain threads that park for up to 50 us.")
              .tuned(AGRONA_SHORT)
              .idleOnly(),
          agrona("agrona-raw", Idling.DEFAULT)
              .does("Two mapped OneToOneRingBuffer between plain threads.")
              .tuned(AGRONA_DEFAULT),
          agrona("agrona-raw-50us", Idling.SHORT)
              .does(
                  "Two mapped OneToOneRingBuffer between plain threads that park for up to 50 us.")
              .tuned(AGRONA_SHORT)
              .idleOnly());

  private Latency() {}

  private static Entry aeron(String name, Idling idling) {
    return Entry.roundTrip(name, () -> new AeronRoundTrip(idling))
        .on(ClassPath.AERON)
        .lacks(THREADS);
  }

  private static Entry agrona(String name, Idling idling) {
    return Entry.roundTrip(name, () -> new AgronaRoundTrip(idling)).lacks(THREADS);
  }
}
