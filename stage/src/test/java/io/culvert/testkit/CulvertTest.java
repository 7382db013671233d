package io.culvert.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of streams with rings: each method of the class that asks for one, by a parameter, gets a
 * {@link CulvertTestKit} of its own. After the method all stages must have stopped, and no file of
 * the kit's rings may be open; else the method has failed, unless it has failed before. Nested
 * classes inherit it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(CulvertTestExtension.class)
public @interface CulvertTest {

  /**
   * Settings of the actor systems of the tests, in HOCON, like {@code "culvert.peer-timeout = 1s"}.
   * They come before those of the kit, which come before those of the application's configuration.
   *
   * @return the settings; none unless given
   */
  String config() default "";
}
