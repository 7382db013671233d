package io.culvert.stage.system;

import com.typesafe.config.Config;
import io.culvert.RingSettings;
import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.CulvertException;
import io.culvert.peer.PeerContext;
import io.culvert.peer.sweep.RingSweeper;
import io.culvert.peer.sweep.SweepReport;
import io.culvert.ring.file.RingDirectory;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.AbstractExtensionId;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.actor.Extension;
import org.apache.pekko.event.LoggingAdapter;

/**
 * The part of Culvert that belongs to an actor system: the context of its links, with one conductor
 * that ends with the system, and the running stages. If the settings ask for it, it starts with a
 * sweep of the directory of its rings, in the background.
 */
@InternalApi
public final class CulvertExtension implements Extension {

  public static final Id ID = new Id();

  private static final String BLOCKING_DISPATCHER = "pekko.actor.default-blocking-io-dispatcher";

  private final PeerContext context;
  private final Executor blocking;
  private final StageRegistry stages = new StageRegistry();

  private CulvertExtension(ExtendedActorSystem system) {
    Config config = system.settings().config().getConfig(RingSettings.CONFIG_PATH);
    ShutdownMode mode = ShutdownMode.of(config.getString("coordinated-shutdown"));
    SharedConductor shared = SharedConductor.retain(system.dispatchers().prerequisites());
    system.registerOnTermination(shared::letGo);
    blocking = system.dispatchers().lookup(BLOCKING_DISPATCHER);
    context = new PeerContext(shared.conductor(), blocking);
    mode.addTo(CoordinatedShutdown.get(system), stages);
    if (config.getBoolean("sweep-on-start")) {
      Path directory =
          RingSettings.create(config).directory().orElseGet(RingDirectory::defaultPath);
      blocking.execute(() -> sweep(directory, system.log()));
    }
  }

  /** A failure is only logged: remains of former streams must not stop a new one. */
  private static void sweep(Path directory, LoggingAdapter log) {
    try {
      SweepReport report = RingSweeper.sweep(directory);
      report.removed().forEach(file -> log.info("removed by the sweep: file={}", file));
    } catch (CulvertException e) {
      log.warning("cannot sweep the directory of the rings: {}", e.getMessage());
    }
  }

  public PeerContext context() {
    return context;
  }

  /** Returns the executor for work that may block: directories and files. */
  public Executor blocking() {
    return blocking;
  }

  public StageRegistry stages() {
    return stages;
  }

  /** The key of the extension. */
  public static final class Id extends AbstractExtensionId<CulvertExtension> {
    @Override
    public CulvertExtension createExtension(ExtendedActorSystem system) {
      return new CulvertExtension(system);
    }
  }
}
