package io.culvert;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
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
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.culvert.peer.Janitor;
import io.culvert.ring.ResumePoint;
import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.util.List;

/**
 * Tests which package may use which: {@code javadsl → split → stage → peer → ring},
 * and {@code root → codec}.
 *
 * <p>There is one exception to this order. Users expect the exceptions in the root package, but
 * {@code ring} and {@code peer} throw them. These two packages may therefore use the exceptions, and
 * {@code peer} also the two enumerations of peers in settings and metrics. They may use nothing else
 * of the root package.
 */
@AnalyzeClasses(packages = "io.culvert", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.culvert";
  private static final String CODEC = "io.culvert.codec";
  private static final String RING = "io.culvert.ring";
  private static final String PEER = "io.culvert.peer";
  private static final String STAGE = "io.culvert.stage";
  private static final String SPLIT = "io.culvert.split";

  private static final DescribedPredicate<JavaClass> EXCEPTIONS =
      DescribedPredicate.describe(
          "the exceptions",
          used -> outermost(used).isAssignableTo(CulvertException.class.getName()));

  /** The enumerations of settings and metrics that describe peers. */
  private static final DescribedPredicate<JavaClass> PEER_VALUES =
      DescribedPredicate.describe(
          "the enumerations that describe peers",
          used ->
              outermost(used).isEquivalentTo(PeerState.class)
                  || outermost(used).isEquivalentTo(SweepReport.class)
                  || outermost(used).isEquivalentTo(WaitMode.class));

  private static final DescribedPredicate<JavaClass> OTHERS =
      DescribedPredicate.not(resideInAPackage("io.culvert.."));

  private static JavaClass outermost(JavaClass used) {
    return used.getEnclosingClass().map(ArchitectureTest::outermost).orElse(used);
  }

  @ArchTest
  static void shouldFindEveryPackageOfTheDesign(JavaClasses imported) {
    for (String name : List.of(ROOT, CODEC, RING, PEER, STAGE, SPLIT, "io.culvert.javadsl")) {
      assertThat(imported.that(resideInAPackage(name))).as(name).isNotEmpty();
    }
  }

  @ArchTest
  static final ArchRule shouldUseOnlyAgronaAndByteStringsInCodec =
      classes()
          .that()
          .resideInAPackage(CODEC)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.agrona..", "org.apache.pekko.util..", CODEC));

  @ArchTest
  static final ArchRule shouldUseOnlyAgronaAndExceptionsInRing =
      classes()
          .that()
          .resideInAPackage(RING)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.agrona..", RING).or(EXCEPTIONS));

  @ArchTest
  static final ArchRule shouldUseOnlyRingAndPeerValuesInPeer =
      classes()
          .that()
          .resideInAPackage(PEER)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "jdk.net..", "org.agrona..", RING, PEER)
                  .or(EXCEPTIONS)
                  .or(PEER_VALUES));

  @ArchTest
  static final ArchRule shouldUseOnlyCodecsInRoot =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .onlyDependOnClassesThat(OTHERS.or(resideInAnyPackage(ROOT, CODEC)));

  @ArchTest
  static final ArchRule shouldUseOnlyLowerPackagesInStage =
      classes()
          .that()
          .resideInAPackage(STAGE)
          .should()
          .onlyDependOnClassesThat(OTHERS.or(resideInAnyPackage(ROOT, CODEC, RING, PEER, STAGE)));

  /** And the one value of the ring that a control returns as it is, and the sweeper. */
  @ArchTest
  static final ArchRule shouldUseOnlyStageCodecAndRootInSplit =
      classes()
          .that()
          .resideInAPackage(SPLIT)
          .should()
          .onlyDependOnClassesThat(OTHERS.or(resideInAnyPackage(ROOT, CODEC, STAGE, SPLIT)));

  /** The resume point is the one value of the ring that a control returns unchanged. */
  @ArchTest
  static final ArchRule shouldUseOnlySplitStageCodecAndRootInJavadsl =
      classes()
          .that()
          .resideInAPackage("io.culvert.javadsl")
          .should()
          .onlyDependOnClassesThat(
              OTHERS
                  .or(resideInAnyPackage(ROOT, CODEC, STAGE, "io.culvert.javadsl"))
                  .or(equivalentTo(ResumePoint.class))
                  .or(equivalentTo(Janitor.class)));

  @ArchTest
  static final ArchRule shouldHaveNoOtherPackage =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT,
              CODEC,
              RING,
              PEER,
              STAGE,
              SPLIT,
              "io.culvert.javadsl");

  @ArchTest
  static final ArchRule shouldNotUseJdkInternalsOrReflection =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("sun..", "com.sun..", "jdk.internal..", "java.lang.reflect..");

  /** The content of a ring may be hostile, so it must not choose the class of an object. */
  @ArchTest
  static final ArchRule shouldNotDeserializeObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ObjectInputStream.class, Externalizable.class);

  /** Filling a mapped page that was truncated kills the JVM instead of throwing. */
  @ArchTest
  static final ArchRule shouldNotFillMemoryInRing =
      noClasses()
          .that()
          .resideInAPackage(RING)
          .should()
          .callMethodWhere(JavaCall.Predicates.target(name("setMemory")));

  @ArchTest
  static final ArchRule shouldHaveNoPackageCycle =
      slices().matching("io.culvert.(*)..").should().beFreeOfCycles();
}
