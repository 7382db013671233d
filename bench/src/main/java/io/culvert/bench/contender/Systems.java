package io.culvert.bench.contender;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/**
 * Actor systems with Pekko's defaults, except that they log less and wait longer for a JVM that
 * starts slowly.
 */
public final class Systems {

  private static final String QUIET =
      """
      pekko.loglevel = WARNING
      pekko.stdout-loglevel = WARNING
      pekko.log-dead-letters = off
      pekko.log-dead-letters-during-shutdown = off
      pekko.logger-startup-timeout = 60s
      """;

  private static final int ENVELOPE = 64 * 1024;
  private static final int DEFAULT_FRAME = 256 * 1024;

  private Systems() {}

  /** Creates a system. */
  public static ActorSystem create() {
    return create("");
  }

  /** Creates a system whose configuration comes before the defaults. */
  public static ActorSystem create(String configuration) {
    Config config =
        ConfigFactory.parseString(configuration)
            .withFallback(ConfigFactory.parseString(QUIET))
            .withFallback(ConfigFactory.load());
    return ActorSystem.create("bench", config);
  }

  /**
   * Creates a system that others reach over Artery TCP, with frames that have room for a payload.
   */
  public static ActorSystem createRemote(int size, String configuration) {
    return create(
        configuration
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
