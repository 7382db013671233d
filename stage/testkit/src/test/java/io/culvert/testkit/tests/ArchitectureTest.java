package io.culvert.testkit.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.culvert.annotation.InternalApi;
import io.culvert.testkit.junit.CulvertTest;

/** The kit is for any test framework, and uses only what is published. */
@AnalyzeClasses(packages = "io.culvert.testkit")
class ArchitectureTest {

  private static final String KIT = "io.culvert.testkit";
  private static final String JUNIT_EXTENSION = CulvertTest.class.getPackageName();

  @ArchTest
  static final ArchRule shouldNotUseTestFrameworkInKit =
      noClasses()
          .that()
          .resideInAPackage(KIT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.junit..", "org.testng..", JUNIT_EXTENSION);

  @ArchTest
  static final ArchRule shouldUseOnlyPublishedCodeInKit =
      noClasses()
          .that()
          .resideInAnyPackage(KIT, JUNIT_EXTENSION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.culvert.testing..", "io.culvert.testkit.tests..");

  @ArchTest
  static final ArchRule shouldUsePublicKitInJunitExtension =
      classes()
          .that()
          .resideInAPackage(JUNIT_EXTENSION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.junit..", KIT, JUNIT_EXTENSION)
          .andShould()
          .onlyDependOnClassesThat()
          .areNotAnnotatedWith(InternalApi.class);
}
