package io.culvert.stage;

import io.culvert.peer.Conductor;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;

/** INTERNAL API. What an actor system has of Culvert: one conductor, which ends with the system. */
final class CulvertExtension implements Extension {

  static final Id ID = new Id();

  private final Conductor conductor;

  private CulvertExtension(ExtendedActorSystem system) {
    conductor =
        new Conductor(
            system.name(),
            error -> system.log().error(error, "a step of Culvert's conductor has failed"));
    system.registerOnTermination(conductor::close);
  }

  Conductor conductor() {
    return conductor;
  }

  /** The key of the extension. */
  static final class Id extends AbstractExtensionId<CulvertExtension> {
    @Override
    public CulvertExtension createExtension(ExtendedActorSystem system) {
      return new CulvertExtension(system);
    }
  }
}
