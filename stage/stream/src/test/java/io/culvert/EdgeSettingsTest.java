package io.culvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import io.culvert.fixture.StageFixture;
import java.util.List;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EdgeSettingsTest {

  @RegisterExtension
  static final StageFixture fixture =
      StageFixture.withConfig(
          "culvert.edges { default { inline-spins = 3 },"
              + " parsed { memory = shared, capacity = 7 }, capacity { memory = async } }");

  private static final EdgeSettings DEFAULTS = EdgeSettings.create(config(""));

  private static Config config(String changed) {
    return ConfigFactory.parseString(changed)
        .withFallback(ConfigFactory.load().getConfig(EdgeSettings.CONFIG_PATH + ".default"));
  }

  @Test
  void shouldTakeDefaultsFromReferenceConfiguration() {
    assertThat(DEFAULTS.memory()).isEqualTo(EdgeTransport.HEAP);
    assertThat(DEFAULTS.capacity()).isEqualTo(1024);
    assertThat(DEFAULTS.inlineSpins()).isEqualTo(200);
    assertThat(DEFAULTS.ring()).isEmpty();
  }

  @Test
  void shouldReadSectionDefaultWhenEdgeHasNoName() {
    assertThat(EdgeSettings.create(fixture.system())).isEqualTo(DEFAULTS.withInlineSpins(3));
  }

  @Test
  void shouldApplySectionOfAnEdgeToThatEdgeOnly() {
    EdgeSettings ofAll = EdgeSettings.create(fixture.system());
    assertThat(EdgeSettings.create(fixture.system(), "parsed"))
        .isEqualTo(ofAll.withMemory(EdgeTransport.SHARED).withCapacity(7));
    assertThat(EdgeSettings.create(fixture.system(), "other")).isEqualTo(ofAll);
    assertThat(EdgeSettings.create(fixture.system(), "a.name with what it likes")).isEqualTo(ofAll);
    assertThat(EdgeSettings.create(fixture.system(), "default")).isEqualTo(ofAll);
  }

  @Test
  void shouldApplySectionOfAnEdgeWhenNamedLikeASetting() {
    EdgeSettings ofAll = EdgeSettings.create(fixture.system());
    assertThat(EdgeSettings.create(fixture.system(), "capacity"))
        .isEqualTo(ofAll.withMemory(EdgeTransport.ASYNC));
    assertThat(EdgeSettings.create(fixture.system(), "memory")).isEqualTo(ofAll);
  }

  @Test
  void shouldReadEachMemoryByItsName() {
    for (EdgeTransport memory : EdgeTransport.values()) {
      assertThat(EdgeSettings.create(config("memory = " + memory)).memory()).isEqualTo(memory);
    }
    assertThat(List.of(EdgeTransport.values()))
        .extracting(EdgeTransport::toString)
        .containsExactly("heap", "shared", "async");
  }

  @Test
  void shouldRejectValuesWhenOutOfRange() {
    for (int capacity : List.of(0, -1, 1_048_577)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DEFAULTS.withCapacity(capacity))
          .withMessage("culvert.edges.<name>.capacity must be 1 to 1048576: capacity=" + capacity);
    }
    assertThat(DEFAULTS.withCapacity(1_048_576).capacity()).isEqualTo(1_048_576);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DEFAULTS.withInlineSpins(-1))
        .withMessage("culvert.edges.<name>.inline-spins must not be negative: inline-spins=-1");
    assertThat(DEFAULTS.withInlineSpins(0).inlineSpins()).isZero();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EdgeSettings.create(config("memory = disk")))
        .withMessage("culvert.edges.<name>.memory must be heap, shared or async: memory=disk");
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> EdgeSettings.create(config("capacity = many")));
  }

  @Test
  void shouldRefuseSystemWithSectionOfFormerVersion() {
    ActorSystem system = fixture.newSystem("culvert.edge { memory = shared }");
    try {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> EdgeSettings.create(system))
          .withMessage(
              "section of a former version: section=culvert.edge, origin=String: 1; move the"
                  + " settings of all edges to culvert.edges.default, and those of one edge to"
                  + " culvert.edges.<name>");
      assertThatIllegalArgumentException().isThrownBy(() -> EdgeSettings.create(system, "parsed"));
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void shouldBeEqualWhenAllValuesAreEqual() {
    RingSettings ring = RingSettings.create(fixture.system());
    EdgeSettings settings = DEFAULTS.withRing(ring);
    assertThat(settings)
        .isEqualTo(DEFAULTS.withRing(ring))
        .hasSameHashCodeAs(DEFAULTS.withRing(ring));
    assertThat(settings.ring()).contains(ring);
    assertThat(
            List.of(
                DEFAULTS,
                settings.withCapacity(2),
                settings.withInlineSpins(3),
                settings.withMemory(EdgeTransport.ASYNC)))
        .doesNotContain(settings);
    assertThat(DEFAULTS).hasToString("EdgeSettings(memory=heap, capacity=1024, inline-spins=200)");
    assertThat(settings.toString()).endsWith(", ring=" + ring + ")");
  }

  @Test
  void shouldPreferAttributesToSettings() {
    Attributes attributes =
        EdgeAttributes.memory(EdgeTransport.ASYNC).and(Attributes.inputBuffer(1, 5));
    assertThat(EdgeAttributes.apply(DEFAULTS, attributes))
        .isEqualTo(DEFAULTS.withMemory(EdgeTransport.ASYNC).withCapacity(5));
    assertThat(EdgeAttributes.apply(DEFAULTS, Attributes.none())).isEqualTo(DEFAULTS);
  }
}
