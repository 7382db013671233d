package io.culvert.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks tests of streams at rings. Each test method gets its own {@link CulvertTestKit} as a
 * parameter. A method fails if one of its stages still runs, or a file of the kit's rings is still
 * open, after the method has returned. Nested classes inherit the annotation.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CulvertTestExtension.class)
public @interface CulvertTest {

  /**
   * Configuration of the actor systems in HOCON, for example {@code "culvert.peer-timeout = 1s"}.
   * It overrides that of the kit, which overrides that of the application.
   *
   * @return the configuration
   */
  String config() default "";
}
