package io.culvert.bench.contender.pekko;

import io.culvert.bench.contender.Systems;
import org.apache.pekko.actor.ActorSystem;

/** Actor systems that reach each other over Artery TCP. */
final class RemoteSystems {

  private static final int ENVELOPE = 64 * 1024;
  private static final int DEFAULT_FRAME = 256 * 1024;

  private RemoteSystems() {}

  /** Creates a system whose frames have room for the payload; nothing else is changed. */
  static ActorSystem create(int size) {
    return create(size, "");
  }

  static ActorSystem create(int size, String more) {
    return Systems.create(
        more
            + """

        pekko.actor.provider = remote
        pekko.remote.artery.transport = tcp
        pekko.remote.artery.canonical.hostname = 127.0.0.1
        pekko.remote.artery.canonical.port = 0
        pekko.remote.artery.advanced.maximum-frame-size = %d
        pekko.remote.warn-about-direct-use = off
        pekko.remote.use-unsafe-remote-features-outside-cluster = on
        """
                .formatted(Math.max(DEFAULT_FRAME, size + ENVELOPE)));
  }
}
