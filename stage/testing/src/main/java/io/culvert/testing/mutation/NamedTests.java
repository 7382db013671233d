package io.culvert.testing.mutation;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.commons.JUnitException;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** The main class of a JVM that runs the tests in its arguments and exits with a verdict. */
final class NamedTests implements TestExecutionListener {

  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicInteger skipped = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();
  private final AtomicInteger notLoaded = new AtomicInteger();

  private NamedTests() {}

  public static void main(String[] tests) {
    LauncherConfig jupiterAlone =
        LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();
    Launcher launcher = LauncherFactory.create(jupiterAlone);
    Verdict worst = Verdict.PASSED;
    for (String test : tests) {
      Verdict verdict = run(launcher, test);
      System.out.println(verdict + " " + test);
      worst = worst.worst(verdict);
    }
    System.exit(worst.exitCode()); // also if a thread of a test still runs
  }

  private static Verdict run(Launcher launcher, String test) {
    NamedTests results = new NamedTests();
    try {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request().selectors(select(test)).build();
      launcher.execute(request, results);
    } catch (OutOfMemoryError e) { // JUnit rethrows it
      return Verdict.FAILED;
    } catch (JUnitException | ReflectiveOperationException | LinkageError e) {
      e.printStackTrace(System.out);
      return e instanceof LinkageError ? Verdict.NOT_LOADED : Verdict.NOT_FOUND;
    }
    return results.verdict();
  }

  /** Finds a method by its name alone, with any parameters. It may be inherited. */
  private static DiscoverySelector select(String test) throws ReflectiveOperationException {
    String[] parts = test.split("#");
    Class<?> testClass = Class.forName(parts[0]);
    if (parts.length == 1) {
      return DiscoverySelectors.selectClass(testClass);
    }
    List<Method> methods =
        ReflectionSupport.findMethods(
            testClass,
            method -> method.getName().equals(parts[1]),
            HierarchyTraversalMode.BOTTOM_UP);
    if (methods.isEmpty()) {
      throw new NoSuchMethodException(test);
    }
    return DiscoverySelectors.selectMethod(testClass, methods.get(0));
  }

  private Verdict verdict() {
    if (notLoaded.get() > 0) {
      return Verdict.NOT_LOADED;
    }
    if (failed.get() > 0) {
      return Verdict.FAILED;
    }
    if (passed.get() > 0) {
      return Verdict.PASSED;
    }
    return skipped.get() > 0 ? Verdict.SKIPPED : Verdict.NOT_FOUND;
  }

  @Override
  public void executionSkipped(TestIdentifier identifier, String reason) {
    System.out.println("skipped: " + identifier.getDisplayName() + ": " + reason);
    skipped.incrementAndGet();
  }

  @Override
  public void executionFinished(TestIdentifier identifier, TestExecutionResult result) {
    if (identifier.isTest()) {
      System.out.println(result.getStatus() + " " + identifier.getDisplayName());
    }
    result.getThrowable().ifPresent(thrown -> thrown.printStackTrace(System.out));
    switch (result.getStatus()) {
      case SUCCESSFUL -> passed.addAndGet(identifier.isTest() ? 1 : 0);
      case ABORTED -> skipped.incrementAndGet();
      case FAILED -> {
        boolean linked = result.getThrowable().filter(NamedTests::isLinkageError).isEmpty();
        (linked ? failed : notLoaded).incrementAndGet();
      }
    }
  }

  private static boolean isLinkageError(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof LinkageError) {
        return true;
      }
    }
    return false;
  }
}
