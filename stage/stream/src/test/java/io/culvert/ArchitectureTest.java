package io.culvert;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.culvert.annotation.InternalApi;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * States which package may use which. The arrows go one way: {@code javadsl → split → edge → stage
 * → peer → ring}. Another arrow is a decision: it gets its word in {@link #ARROWS} and its reason
 * in {@code docs/architecture.md}.
 */
@AnalyzeClasses(
    packages = "io.culvert",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoFixtures.class})
class ArchitectureTest {

  /** Leaves out what the tests of all modules share. */
  static final class NoFixtures implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/culvert/testing/");
    }
  }

  private static final String JAVA = "java..";
  private static final String AGRONA = "org.agrona..";
  private static final String PEKKO = "org.apache.pekko..";

  /** Each package with all that it may use besides itself. Names of ours lack the root. */
  private static final Map<String, List<String>> ARROWS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("annotation", List.of(JAVA)),
              Map.entry("exceptions", List.of(JAVA)),
              Map.entry("codec", List.of(JAVA, AGRONA, "org.apache.pekko.util..")),
              Map.entry("ring.layout", List.of(JAVA, AGRONA, "exceptions", "annotation")),
              Map.entry(
                  "ring.memory", List.of(JAVA, AGRONA, "ring.layout", "exceptions", "annotation")),
              Map.entry(
                  "ring.file",
                  List.of(JAVA, AGRONA, "ring.memory", "ring.layout", "exceptions", "annotation")),
              Map.entry(
                  "ring",
                  List.of(
                      JAVA,
                      AGRONA,
                      "ring.file",
                      "ring.memory",
                      "ring.layout",
                      "exceptions",
                      "annotation")),
              Map.entry("conductor", List.of(JAVA, AGRONA, "exceptions", "annotation")),
              Map.entry(
                  "peer.lock",
                  List.of(
                      JAVA,
                      AGRONA,
                      "conductor",
                      "ring.file",
                      "ring.memory",
                      "ring.layout",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "peer.doorbell",
                  List.of(
                      JAVA,
                      AGRONA,
                      "jdk.net..",
                      "conductor",
                      "peer.lock",
                      "ring.file",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "peer.sweep",
                  List.of(
                      JAVA,
                      AGRONA,
                      "peer.doorbell",
                      "peer.lock",
                      "ring.file",
                      "ring.layout",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "peer",
                  List.of(
                      JAVA,
                      AGRONA,
                      "conductor",
                      "peer.doorbell",
                      "peer.lock",
                      "ring.file",
                      "ring.memory",
                      "ring.layout",
                      "ring",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "",
                  List.of(JAVA, AGRONA, PEKKO, "com.typesafe..", "codec", "peer", "exceptions")),
              Map.entry(
                  "stage.system",
                  List.of(
                      JAVA,
                      PEKKO,
                      "com.typesafe..",
                      "scala..",
                      "conductor",
                      "peer.sweep",
                      "peer",
                      "ring.file",
                      "",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "stage",
                  List.of(
                      JAVA,
                      AGRONA,
                      PEKKO,
                      "com.typesafe..",
                      "scala..",
                      "stage.system",
                      "peer",
                      "peer.lock",
                      "ring",
                      "ring.file",
                      "ring.memory",
                      "ring.layout",
                      "codec",
                      "",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "edge",
                  List.of(
                      JAVA,
                      AGRONA,
                      PEKKO,
                      "org.reactivestreams..",
                      "com.typesafe..",
                      "scala..",
                      "stage",
                      "stage.system",
                      "ring",
                      "ring.file",
                      "codec",
                      "",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "split",
                  List.of(
                      JAVA,
                      PEKKO,
                      "scala..",
                      "edge",
                      "stage",
                      "codec",
                      "",
                      "exceptions",
                      "annotation")),
              Map.entry(
                  "javadsl",
                  List.of(
                      JAVA,
                      PEKKO,
                      "com.typesafe..",
                      "scala..",
                      "split",
                      "edge",
                      "stage",
                      "peer.sweep",
                      "ring",
                      "codec",
                      "",
                      "exceptions",
                      "annotation"))));

  @ArchTest
  static void shouldUseOnlyWhatTheTableAllows(JavaClasses imported) {
    ARROWS.forEach(
        (name, allowed) ->
            classes()
                .that()
                .resideInAPackage(qualified(name))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(packages(name, allowed)))
                .check(imported));
  }

  @ArchTest
  static void shouldFindEachPackageOfTheTable(JavaClasses imported) {
    for (String name : ARROWS.keySet()) {
      assertThat(imported.that(resideInAPackage(qualified(name)))).as(name).isNotEmpty();
    }
  }

  @ArchTest
  static final ArchRule shouldLieInAPackageOfTheTable =
      classes()
          .should()
          .resideInAnyPackage(
              ARROWS.keySet().stream().map(ArchitectureTest::qualified).toArray(String[]::new));

  @ArchTest
  static final ArchRule shouldDependOnNoPackageInACycle =
      slices().matching("io.culvert.(**)").should().beFreeOfCycles();

  /** The packages that users see have internal classes only where these say so. */
  @ArchTest
  static final ArchRule shouldMarkWhatIsPublicForOtherPackagesOnly =
      classes()
          .that()
          .resideInAnyPackage(
              qualified("ring.memory"),
              qualified("conductor"),
              qualified("peer.lock"),
              qualified("peer.doorbell"),
              qualified("stage"),
              qualified("stage.system"),
              qualified("edge"),
              qualified("split"))
          .and()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .should()
          .beAnnotatedWith(InternalApi.class);

  @ArchTest
  static final ArchRule shouldNotUseInternalsOfTheJdkOrReflection =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("sun..", "com.sun..", "jdk.internal..", "java.lang.reflect..");

  /** The content of a ring may be hostile: it never chooses the class of an object. */
  @ArchTest
  static final ArchRule shouldNotDeserialiseObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ObjectInputStream.class, Externalizable.class);

  /** Filling a mapped page that is gone kills the JVM instead of throwing. */
  @ArchTest
  static final ArchRule shouldNotFillMappedMemory =
      noClasses()
          .that(inTheRing())
          .should()
          .callMethodWhere(JavaCall.Predicates.target(name("setMemory")));

  private static DescribedPredicate<JavaClass> inTheRing() {
    return resideInAPackage("io.culvert.ring..");
  }

  private static String qualified(String name) {
    return name.isEmpty() ? "io.culvert" : "io.culvert." + name;
  }

  private static String[] packages(String name, List<String> allowed) {
    return Stream.concat(
            Stream.of(qualified(name)),
            allowed.stream().map(other -> other.endsWith("..") ? other : qualified(other)))
        .toArray(String[]::new);
  }
}
