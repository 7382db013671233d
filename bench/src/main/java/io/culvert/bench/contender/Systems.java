package io.culvert.bench.contender;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/**
 * Actor systems as they are without any tuning, only quieter, and patient with a machine on which a
 * JVM takes long to start.
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

  private Systems() {}

  /**
   * Creates a system.
   *
   * @return the system
   */
  public static ActorSystem create() {
    return create("");
  }

  /**
   * Creates a system.
   *
   * @param more configuration that comes before the defaults
   * @return the system
   */
  public static ActorSystem create(String more) {
    Config config =
        ConfigFactory.parseString(more)
            .withFallback(ConfigFactory.parseString(QUIET))
            .withFallback(ConfigFactory.load());
    return ActorSystem.create("bench", config);
  }
}
