package io.culvert;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.culvert.annotation.InternalApi;
import io.culvert.peer.PeerState;
import io.culvert.peer.WaitStrategy;
import io.culvert.peer.sweep.SweepReport;
import io.culvert.ring.MessageHandler;
import io.culvert.ring.ReadResult;
import io.culvert.ring.ResumePoint;
import io.culvert.ring.RingReader;
import io.culvert.ring.RingWriter;
import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingHeader;
import io.culvert.ring.file.RingRemoval;
import io.culvert.ring.file.RingSnapshot;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RoleStatus;
import io.culvert.ring.layout.StreamFailure;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * States which package may use which. The arrows go one way: {@code javadsl → split → edge → stage
 * → peer → ring}. Another arrow is a decision: it gets its word in {@link #ARROWS} and its reason
 * in {@code docs/architecture.md}.
 */
@AnalyzeClasses(packages = "io.culvert", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

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
              Map.entry("ring.layout", List.of(JAVA, AGRONA, "annotation")),
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
              Map.entry("conductor", List.of(JAVA, AGRONA, "annotation")),
              Map.entry(
                  "peer.lock",
                  List.of(
                      JAVA, "conductor", "ring.file", "ring.memory", "ring.layout", "annotation")),
              Map.entry(
                  "peer.doorbell",
                  List.of(
                      JAVA,
                      AGRONA,
                      "jdk.net..",
                      "conductor",
                      "peer.lock",
                      "ring.file",
                      "annotation")),
              Map.entry(
                  "peer.sweep",
                  List.of(
                      JAVA, "peer.doorbell", "peer.lock", "ring.file", "exceptions", "annotation")),
              Map.entry(
                  "peer",
                  List.of(
                      JAVA,
                      "conductor",
                      "peer.doorbell",
                      "peer.lock",
                      "ring.file",
                      "ring.memory",
                      "ring.layout",
                      "exceptions",
                      "annotation")),
              Map.entry("", List.of(JAVA, PEKKO, "com.typesafe..", "peer")),
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
                      "stage",
                      "stage.system",
                      "ring",
                      "ring.file",
                      "codec",
                      "",
                      "annotation")),
              Map.entry("split", List.of(JAVA, PEKKO, "edge", "stage", "codec", "", "annotation")),
              Map.entry(
                  "javadsl",
                  List.of(
                      JAVA, PEKKO, "split", "edge", "stage", "peer.sweep", "ring", "codec", ""))));

  /** Packages whose public classes are all for users. */
  private static final List<String> API =
      List.of("", "annotation", "codec", "exceptions", "javadsl");

  /** Classes for users in packages that have others, too. */
  private static final Class<?>[] API_ELSEWHERE = {
    MappedRing.class,
    MessageHandler.class,
    PeerState.class,
    ReadResult.class,
    ResumePoint.class,
    RingDirectory.class,
    RingHeader.class,
    RingReader.class,
    RingRemoval.class,
    RingSnapshot.class,
    RingSpec.class,
    RingWriter.class,
    RoleStatus.class,
    StreamFailure.class,
    SweepReport.class,
    WaitStrategy.class
  };

  /** The pairs of classes of one package that refer to each other, each with the reason. */
  private static final Map<Set<String>, String> PAIRS =
      Map.of(
          pair("peer.doorbell.Doorbell", "peer.doorbell.DoorbellClient"),
          "The base class chooses by the role which of its two kinds it creates.",
          pair("peer.doorbell.Doorbell", "peer.doorbell.DoorbellServer"),
          "The base class chooses by the role which of its two kinds it creates.",
          pair("ring.FrameAppender", "ring.FragmentWriter"),
          "The fragments use the frames, and only a superclass of RingWriter may have its fields.");

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
  static void shouldUseEachArrowOfTheTable(JavaClasses imported) {
    List<String> unused = new ArrayList<>();
    ARROWS.forEach(
        (name, allowed) -> {
          Set<JavaClass> used = dependenciesOf(imported, name);
          allowed.stream()
              .filter(target -> used.stream().noneMatch(resideInAPackage(pattern(target))))
              .forEach(target -> unused.add(qualified(name) + " -> " + pattern(target)));
        });
    assertThat(unused).isEmpty();
  }

  private static Set<JavaClass> dependenciesOf(JavaClasses imported, String name) {
    return imported.that(resideInAPackage(qualified(name))).stream()
        .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
        .map(Dependency::getTargetClass)
        .collect(Collectors.toSet());
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

  /** Without the mark, a public class is part of the API, and its package one that users see. */
  @ArchTest
  static final ArchRule shouldMarkWhatIsPublicForOtherPackagesOnly =
      classes()
          .that()
          .arePublic()
          .and()
          .areTopLevelClasses()
          .and()
          .resideOutsideOfPackages(
              API.stream().map(ArchitectureTest::qualified).toArray(String[]::new))
          .and()
          .doNotBelongToAnyOf(API_ELSEWHERE)
          .should()
          .beAnnotatedWith(InternalApi.class);

  @ArchTest
  static final ArchRule shouldNotMarkApiElsewhere =
      classes().that().belongToAnyOf(API_ELSEWHERE).should().notBeAnnotatedWith(InternalApi.class);

  @ArchTest
  static void shouldReferToEachOtherInListedPairsOnly(JavaClasses imported) {
    Map<JavaClass, Set<JavaClass>> companions = companions(imported);
    Set<Set<String>> pairs = new HashSet<>();
    companions.forEach(
        (origin, targets) ->
            targets.stream()
                .filter(target -> companions.getOrDefault(target, Set.of()).contains(origin))
                .forEach(target -> pairs.add(Set.of(origin.getName(), target.getName()))));
    assertThat(pairs).isEqualTo(PAIRS.keySet());
  }

  /** Maps each top-level class to those in its package that it, or a class inside it, uses. */
  private static Map<JavaClass, Set<JavaClass>> companions(JavaClasses imported) {
    Map<JavaClass, Set<JavaClass>> companions = new HashMap<>();
    for (JavaClass each : imported) {
      JavaClass origin = outermost(each);
      each.getDirectDependenciesFromSelf().stream()
          .map(dependency -> outermost(dependency.getTargetClass().getBaseComponentType()))
          .filter(target -> target.getPackage().equals(origin.getPackage()))
          .filter(target -> !target.equals(origin))
          .forEach(
              target -> companions.computeIfAbsent(origin, key -> new HashSet<>()).add(target));
    }
    return companions;
  }

  private static JavaClass outermost(JavaClass inner) {
    return inner.getEnclosingClass().map(ArchitectureTest::outermost).orElse(inner);
  }

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

  private static Set<String> pair(String one, String other) {
    return Set.of(qualified(one), qualified(other));
  }

  private static String pattern(String target) {
    return target.endsWith("..") ? target : qualified(target);
  }

  private static String[] packages(String name, List<String> allowed) {
    return Stream.concat(
            Stream.of(qualified(name)), allowed.stream().map(ArchitectureTest::pattern))
        .toArray(String[]::new);
  }
}
