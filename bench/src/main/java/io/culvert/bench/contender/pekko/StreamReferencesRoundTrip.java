package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.RoundTrip;
import io.culvert.bench.contender.Systems;
import io.culvert.bench.work.Pinger;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.SinkRef;
import org.apache.pekko.stream.SourceRef;
import org.apache.pekko.stream.StreamRefResolver;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.StreamRefs;

/** A SinkRef for the requests and a SourceRef for the replies, both given by the echo. */
public final class StreamReferencesRoundTrip implements RoundTrip {

  private static final String BLANK = " ";

  @Override
  public Echo echo(Job job, Pace pace) {
    ActorSystem system = Systems.createRemote(job.size(), "");
    Pair<SinkRef<byte[]>, SourceRef<byte[]>> references =
        StreamRefs.<byte[]>sinkRef().toMat(StreamRefs.sourceRef(), Keep.both()).run(system);
    StreamRefResolver resolver = StreamRefResolver.get(system);
    String address =
        resolver.toSerializationFormat(references.first())
            + BLANK
            + resolver.toSerializationFormat(references.second());
    return Echo.at(address, () -> {}); // the stream between the two references answers
  }

  @Override
  public void ping(Job job, Pace pace, String address, Pinger pinger) {
    ActorSystem system = Systems.createRemote(job.size(), "");
    StreamRefResolver resolver = StreamRefResolver.get(system);
    String[] addresses = address.split(BLANK);
    SinkRef<byte[]> requests = resolver.resolveSinkRef(addresses[0]);
    SourceRef<byte[]> replies = resolver.resolveSourceRef(addresses[1]);
    replies
        .getSource()
        .viaMat(Pings.flow(pinger), Keep.right())
        .to(requests.getSink())
        .run(system)
        .toCompletableFuture()
        .join();
  }
}
