package io.culvert.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import io.culvert.annotation.InternalApi;
import io.culvert.testing.ArchitectureContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The kit is for any test framework, and uses only what is published. Its JUnit extension uses the
 * kit's API.
 */
class TestkitArchitectureTest extends ArchitectureContract {

  private static final String JAVA = "java..";
  private static final String PEKKO = "org.apache.pekko..";

  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry(
              "testkit",
              List.of(
                  JAVA,
                  "org.agrona..",
                  PEKKO,
                  "com.typesafe..",
                  "scala..",
                  "codec",
                  "conductor",
                  "javadsl",
                  "peer",
                  "peer.lock",
                  "ring",
                  "ring.file",
                  "ring.layout",
                  "ring.memory",
                  "stage",
                  "",
                  "annotation")),
          Map.entry(
              "testkit.junit",
              List.of(JAVA, "org.junit.jupiter.api..", "org.junit.platform.commons..", "testkit")));

  private static final List<String> API = List.of("testkit", "testkit.junit");

  private static final List<String> API_ELSEWHERE = List.of();

  private static final Map<List<String>, String> PAIRS =
      Map.of(
          List.of("testkit.junit.CulvertTest", "testkit.junit.CulvertTestExtension"),
          "The annotation names its extension, which reads the annotation.");

  TestkitArchitectureTest() {
    super(new Rules(ARROWS, API, API_ELSEWHERE, PAIRS));
  }

  @Test
  void shouldUsePublicKitInJunitExtension() {
    classes()
        .that()
        .resideInAPackage("io.culvert.testkit.junit")
        .should()
        .onlyDependOnClassesThat()
        .areNotAnnotatedWith(InternalApi.class)
        .check(classesOfModule());
  }
}
