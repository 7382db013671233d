package io.culvert.testkit.junit;

import io.culvert.testkit.CulvertTestKit;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Creates and closes the kits of {@link CulvertTest}. */
public final class CulvertTestExtension
    implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(CulvertTestExtension.class);

  /** Creates the extension; JUnit calls it. */
  public CulvertTestExtension() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    String config = annotation(context.getRequiredTestClass()).map(CulvertTest::config).orElse("");
    store(context).put(CulvertTestKit.class, CulvertTestKit.create(config));
  }

  /** Returns the annotation of the class, or of the class that encloses it. */
  private static Optional<CulvertTest> annotation(Class<?> testClass) {
    Optional<CulvertTest> found = AnnotationSupport.findAnnotation(testClass, CulvertTest.class);
    Class<?> enclosing = testClass.getEnclosingClass();
    return found.isPresent() || enclosing == null ? found : annotation(enclosing);
  }

  /** Checks for leaks, unless the test failed: then leaks say nothing new. */
  @Override
  public void afterEach(ExtensionContext context) {
    try (CulvertTestKit kit = store(context).remove(CulvertTestKit.class, CulvertTestKit.class)) {
      if (context.getExecutionException().isEmpty()) {
        kit.assertNothingLeft();
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CulvertTestKit.class
        && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return store(context).get(CulvertTestKit.class, CulvertTestKit.class);
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }
}
