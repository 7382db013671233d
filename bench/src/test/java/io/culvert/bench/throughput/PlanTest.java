package io.culvert.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.contender.Contenders;
import io.culvert.bench.contender.Entry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

  private static final int ENOUGH = 1_000;

  private final List<Subject> all =
      Contenders.all().stream()
          .map(entry -> Subject.ofThisBuild(entry, Contenders.REFERENCE))
          .toList();

  @Test
  void shouldGiveAllPairsWhenManyAreAskedFor() {
    Plan plan = Plan.of(all, List.of(64), method(6, true), ENOUGH);
    for (Subject subject : all) {
      assertThat(blocksOf(plan, subject)).as(subject.name()).isEqualTo(subject.entry().pairs());
    }
  }

  @Test
  void shouldGiveFewerPairsWhenFewAreAskedFor() {
    Plan plan = Plan.of(all, List.of(64, 1_024), method(2, true), ENOUGH);
    assertThat(plan.blocks()).extracting(Plan.Block::size).containsExactly(64, 64, 1_024, 1_024);
    assertThat(plan.blocks()).extracting(Plan.Block::pair).containsExactly(1, 2, 1, 2);
    assertThat(plan.pairs()).isEqualTo(4 * all.size());
  }

  @Test
  void shouldRunAloneWhenItCannotBeFrozen() {
    Plan.Block block = Plan.of(all, List.of(64), method(1, true), ENOUGH).blocks().get(0);
    assertThat(block.inTurn()).allMatch(subject -> subject.entry().canBeFrozen());
    assertThat(block.alone()).isNotEmpty().noneMatch(subject -> subject.entry().canBeFrozen());
  }

  @Test
  void shouldRunAllAloneWhenJvmsAreFresh() {
    Plan.Block block = Plan.of(all, List.of(64), method(1, false), ENOUGH).blocks().get(0);
    assertThat(block.inTurn()).isEmpty();
    assertThat(block.alone()).containsExactlyElementsOf(all);
  }

  @Test
  void shouldHaveABaseInEachGroupWhenMemoryIsShort() {
    Plan plan = Plan.of(all, List.of(64), method(1, true), 8);
    Set<String> seen = new HashSet<>();
    assertThat(plan.blocks()).hasSizeGreaterThan(1);
    for (Plan.Block block : plan.blocks()) {
      assertThat(block.inTurn()).extracting(Subject::name).contains(Contenders.REFERENCE);
      assertThat(block.inTurn().stream().mapToInt(Subject::jvms).sum()).isLessThanOrEqualTo(8);
      block.inTurn().forEach(subject -> seen.add(subject.name()));
      block.alone().forEach(subject -> seen.add(subject.name()));
    }
    assertThat(seen).hasSize(all.size());
    assertThat(plan.blocks()).extracting(Plan.Block::pair).doesNotHaveDuplicates();
  }

  @Test
  void shouldKeepBuildsTogetherWhenMemoryIsShort() {
    Entry entry = Contenders.all().get(0);
    Subject here = Subject.besideOtherBuild(entry);
    Subject there = Subject.ofOtherBuild(entry, java.nio.file.Path.of("other.jar"));
    List<List<Subject>> groups = Plan.groups(List.of(here, there), 1);
    assertThat(groups).hasSize(1);
    assertThat(groups.get(0)).containsExactlyInAnyOrder(here, there);
  }

  @Test
  void shouldBeginWithAnotherSubjectWhenPairIsNext() {
    Plan plan = Plan.of(all, List.of(64), method(2, true), ENOUGH);
    assertThat(plan.blocks().get(0).inTurn().get(0))
        .isNotEqualTo(plan.blocks().get(1).inTurn().get(0));
  }

  private static long blocksOf(Plan plan, Subject subject) {
    return plan.blocks().stream()
        .flatMap(block -> Stream.concat(block.inTurn().stream(), block.alone().stream()))
        .filter(subject::equals)
        .count();
  }

  private static Method method(int pairs, boolean turns) {
    return new Method(pairs, 3, Duration.ofMillis(100), Duration.ZERO, 1 << 20, turns);
  }
}
