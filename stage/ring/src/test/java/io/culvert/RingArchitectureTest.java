package io.culvert;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaCall;
import io.culvert.testing.ArchitectureContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows of {@code culvert-ring} go one way: {@code peer → ring}. It knows no Pekko. */
class RingArchitectureTest extends ArchitectureContract {

  private static final String JAVA = "java..";
  private static final String AGRONA = "org.agrona..";

  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("annotation", List.of(JAVA)),
          Map.entry("exceptions", List.of(JAVA)),
          Map.entry("codec", List.of(JAVA, AGRONA)),
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
              List.of(JAVA, "conductor", "ring.file", "ring.memory", "ring.layout", "annotation")),
          Map.entry(
              "peer.doorbell",
              List.of(
                  JAVA, AGRONA, "jdk.net..", "conductor", "peer.lock", "ring.file", "annotation")),
          Map.entry(
              "peer.sweep",
              List.of(JAVA, "peer.doorbell", "peer.lock", "ring.file", "exceptions", "annotation")),
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
                  "annotation")));

  private static final List<String> API = List.of("annotation", "codec", "exceptions");

  private static final List<String> API_ELSEWHERE =
      List.of(
          "ring.file.MappedRing",
          "ring.MessageHandler",
          "peer.PeerState",
          "ring.ReadResult",
          "ring.ResumePoint",
          "ring.file.RingDirectory",
          "ring.file.RingHeader",
          "ring.RingReader",
          "ring.file.RingRemoval",
          "ring.file.RingSnapshot",
          "ring.file.RingSpec",
          "ring.RingWriter",
          "ring.layout.RoleStatus",
          "ring.layout.StreamFailure",
          "peer.sweep.SweepReport",
          "peer.WaitStrategy");

  private static final Map<List<String>, String> PAIRS =
      Map.of(
          List.of("peer.doorbell.Doorbell", "peer.doorbell.DoorbellClient"),
          "The base class chooses by the role which of its two kinds it creates.",
          List.of("peer.doorbell.Doorbell", "peer.doorbell.DoorbellServer"),
          "The base class chooses by the role which of its two kinds it creates.",
          List.of("ring.FragmentWriter", "ring.FrameAppender"),
          "The fragments use the frames, and only a superclass of RingWriter may have its fields.");

  RingArchitectureTest() {
    super(new Rules(ARROWS, API, API_ELSEWHERE, PAIRS));
  }

  /** Filling a mapped page that is gone kills the JVM instead of throwing. */
  @Test
  void shouldNotFillMappedMemory() {
    noClasses()
        .that()
        .resideInAPackage("io.culvert.ring..")
        .should()
        .callMethodWhere(JavaCall.Predicates.target(name("setMemory")))
        .check(classesOfModule());
  }
}
