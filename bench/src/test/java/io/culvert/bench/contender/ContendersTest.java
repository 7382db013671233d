package io.culvert.bench.contender;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContendersTest {

  private static final List<String> IDLE_ONLY = List.of("aeron-ipc-50us", "agrona-raw-50us");

  @Test
  void shouldHaveTenHeadlinesWhenNothingIsNamed() {
    assertThat(Contenders.headline())
        .extracting(Entry::name)
        .containsExactlyInAnyOrder(
            "culvert",
            "culvert-edge-heap-tuned",
            "fused",
            "async-tuned",
            "streamrefs-1024",
            "tcp-batched",
            "uds-batched",
            "agrona-raw",
            "aeron-ipc-tuned",
            "chronicle-tuned");
  }

  @Test
  void shouldHaveThreeEdgesWhenQuick() {
    assertThat(Contenders.quick())
        .extracting(Entry::name)
        .containsExactly("culvert", "culvert-edge-heap", "culvert-edge-shared");
  }

  @Test
  void shouldBeFoundByNameWhenNamesAreUnique() {
    assertThat(Contenders.ofThroughput()).extracting(Entry::name).doesNotHaveDuplicates();
    assertThat(Contenders.ofLatency()).extracting(Entry::name).doesNotHaveDuplicates();
  }

  @Test
  void shouldSayWhatItDoesWhenListed() {
    assertThat(listed())
        .allSatisfy(entry -> assertThat(entry.does()).endsWith(".").hasSizeGreaterThan(1));
  }

  @Test
  void shouldSayHowItIsTunedWhenNamedSo() {
    assertThat(listed().filter(entry -> entry.name().endsWith("-tuned")))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.tuning()).isNotBlank());
  }

  @Test
  void shouldSayWhatItLacksWhenInOneJvm() {
    assertThat(listed().filter(Entry::inOneJvm))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.lacks()).isNotBlank());
  }

  @Test
  void shouldRunAloneWhenFreezingEndsIt() {
    assertThat(Contenders.all().stream().filter(entry -> !entry.canBeFrozen()))
        .extracting(Entry::name)
        .containsExactly(
            "streamrefs", "streamrefs-1024", "streamrefs-batched", "chronicle", "chronicle-tuned");
  }

  @Test
  void shouldLeaveOutRepetitionsWhenPaceIsHot() {
    assertThat(Contenders.ofLatency(RoundTrip.Pace.IDLE)).isEqualTo(Contenders.ofLatency());
    assertThat(Contenders.ofLatency(RoundTrip.Pace.HOT))
        .extracting(Entry::name)
        .isNotEmpty()
        .doesNotContainAnyElementsOf(IDLE_ONLY);
  }

  private static Stream<Entry> listed() {
    return Stream.concat(Contenders.ofThroughput().stream(), Contenders.ofLatency().stream());
  }
}
