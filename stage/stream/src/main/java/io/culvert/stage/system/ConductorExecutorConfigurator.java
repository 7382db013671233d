package io.culvert.stage.system;

import com.typesafe.config.Config;
import io.culvert.annotation.InternalApi;
import java.util.concurrent.ThreadFactory;
import org.apache.pekko.dispatch.DispatcherPrerequisites;
import org.apache.pekko.dispatch.ExecutorServiceConfigurator;
import org.apache.pekko.dispatch.ExecutorServiceFactory;

/**
 * Creates the executor of {@code culvert.conductor-dispatcher}, whose configuration names this
 * class.
 */
@InternalApi
final class ConductorExecutorConfigurator extends ExecutorServiceConfigurator {

  private final DispatcherPrerequisites system;

  ConductorExecutorConfigurator(Config config, DispatcherPrerequisites system) {
    super(config, system);
    this.system = system;
  }

  @Override
  public ExecutorServiceFactory createExecutorServiceFactory(String id, ThreadFactory threads) {
    return () -> new ConductorExecutor(SharedConductor.retain(system));
  }
}
