package io.culvert.testkit.junit;

import io.culvert.testkit.CulvertTestKit;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests of streams at rings. Each test method gets its own {@link CulvertTestKit} as a
 * parameter. After a method that did not fail, {@link CulvertTestKit#assertNothingLeft} checks for
 * leaks. Nested classes inherit the annotation.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CulvertTestExtension.class)
public @interface CulvertTest {

  /**
   * Returns the configuration for {@link CulvertTestKit#create(String)}, for example {@code
   * "culvert.peer-timeout = 1s"}.
   *
   * @return the configuration
   */
  String config() default "";
}
