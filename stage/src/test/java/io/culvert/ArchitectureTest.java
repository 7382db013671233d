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
 * Who may use whom: {@code javadsl → stage → peer → ring}, and {@code root → codec}.
 *
 * <p>With one deviation: the exceptions are in the root package, where users look for them, and
 * {@code ring} and {@code peer} throw them. So these two may use the exceptions; {@code peer} also
 * the two enumerations by which settings and metrics speak of peers; and nothing else of the root
 * package.
 */
@AnalyzeClasses(packages = "io.culvert", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.culvert";
  private static final String CODEC = "io.culvert.codec";
  private static final String RING = "io.culvert.ring";
  private static final String PEER = "io.culvert.peer";
  private static final String STAGE = "io.culvert.stage";

  private static final DescribedPredicate<JavaClass> EXCEPTIONS =
      DescribedPredicate.describe(
          "the exceptions",
          used -> outermost(used).isAssignableTo(CulvertException.class.getName()));

  /** What settings and metrics show of the peers, and of nothing else. */
  private static final DescribedPredicate<JavaClass> PEER_VALUES =
      DescribedPredicate.describe(
          "what users see of the peers",
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
  static void packagesOfTheDesignAreThere(JavaClasses imported) {
    for (String name : List.of(ROOT, CODEC, RING, PEER, STAGE, "io.culvert.javadsl")) {
      assertThat(imported.that(resideInAPackage(name))).as(name).isNotEmpty();
    }
  }

  @ArchTest
  static final ArchRule codecUsesNothingButAgronaAndByteStrings =
      classes()
          .that()
          .resideInAPackage(CODEC)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.agrona..", "org.apache.pekko.util..", CODEC));

  @ArchTest
  static final ArchRule ringUsesNothingButAgronaAndTheExceptions =
      classes()
          .that()
          .resideInAPackage(RING)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.agrona..", RING).or(EXCEPTIONS));

  @ArchTest
  static final ArchRule peerUsesTheRingAndOfTheRootWhatSpeaksOfPeers =
      classes()
          .that()
          .resideInAPackage(PEER)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "jdk.net..", "org.agrona..", RING, PEER)
                  .or(EXCEPTIONS)
                  .or(PEER_VALUES));

  @ArchTest
  static final ArchRule rootUsesTheCodecsOnly =
      classes()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .onlyDependOnClassesThat(OTHERS.or(resideInAnyPackage(ROOT, CODEC)));

  @ArchTest
  static final ArchRule stageUsesWhatIsBelowIt =
      classes()
          .that()
          .resideInAPackage(STAGE)
          .should()
          .onlyDependOnClassesThat(OTHERS.or(resideInAnyPackage(ROOT, CODEC, RING, PEER, STAGE)));

  /** And the one value of the ring that a control returns as it is, and the sweeper. */
  @ArchTest
  static final ArchRule javadslUsesStageCodecAndRoot =
      classes()
          .that()
          .resideInAPackage("io.culvert.javadsl")
          .should()
          .onlyDependOnClassesThat(
              OTHERS
                  .or(resideInAnyPackage(ROOT, CODEC, STAGE, "io.culvert.javadsl"))
                  .or(equivalentTo(ResumePoint.class))
                  .or(equivalentTo(Janitor.class)));

  /** The package is yet to come. */
  @ArchTest
  static final ArchRule scaladslUsesStageCodecAndRoot =
      classes()
          .that()
          .resideInAPackage("io.culvert.scaladsl")
          .should()
          .onlyDependOnClassesThat(
              OTHERS.or(resideInAnyPackage(ROOT, CODEC, STAGE, "io.culvert.scaladsl")))
          .allowEmptyShould(true);

  /** The package is yet to come. */
  @ArchTest
  static final ArchRule toolUsesTheRingAndThePeersAndNoPekko =
      classes()
          .that()
          .resideInAPackage("io.culvert.tool")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage("java..", "org.agrona..", RING, PEER, "io.culvert.tool")
                  .or(EXCEPTIONS))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nothingIsInAnyOtherPackage =
      classes()
          .should()
          .resideInAnyPackage(
              ROOT,
              CODEC,
              RING,
              PEER,
              STAGE,
              "io.culvert.javadsl",
              "io.culvert.scaladsl",
              "io.culvert.tool");

  @ArchTest
  static final ArchRule nobodyUsesTheInsideOfTheJdkOrReflection =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("sun..", "com.sun..", "jdk.internal..", "java.lang.reflect..");

  /** What comes out of a ring may be hostile: it never chooses the class of an object. */
  @ArchTest
  static final ArchRule nobodyDeserialisesObjects =
      noClasses()
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ObjectInputStream.class, Externalizable.class);

  /** Filling a mapped page that is gone kills the JVM instead of throwing. */
  @ArchTest
  static final ArchRule ringFillsNoMemory =
      noClasses()
          .that()
          .resideInAPackage(RING)
          .should()
          .callMethodWhere(JavaCall.Predicates.target(name("setMemory")));

  @ArchTest
  static final ArchRule packagesUseEachOtherInNoCircle =
      slices().matching("io.culvert.(*)..").should().beFreeOfCycles();
}
