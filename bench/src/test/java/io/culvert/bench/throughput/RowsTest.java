package io.culvert.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.culvert.bench.report.Instance;
import io.culvert.bench.report.Row;
import io.culvert.bench.report.Window;
import io.culvert.bench.statistics.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsTest {

  private static final Map<String, String> BASES = Map.of("culvert", "culvert", "tcp", "culvert");
  private static final double EXACT = 1e-9;

  @Test
  void shouldCompareWindowByWindowWhenSpeedChanges() {
    // The machine halves its speed in the second window: the ratio is a fifth in both.
    List<Row> rows =
        rows(
            pair("culvert", 1, clean(1, 1_000), clean(2, 500)),
            pair("tcp", 1, clean(1, 200), clean(2, 100)));
    assertThat(rows.get(0).ratio().middle()).isEqualTo(1, within(EXACT));
    assertThat(rows.get(0).verdict()).as("of the base").isNull();
    assertThat(rows.get(1).ratio().middle()).isEqualTo(0.2, within(EXACT));
    assertThat(rows.get(1).base()).isEqualTo("culvert");
  }

  @Test
  void shouldFindTheRatioWhenTheMachineDrifts() {
    Random random = new Random(11);
    List<Instance> instances = new ArrayList<>();
    for (int pair = 1; pair <= 4; pair++) {
      List<Window> ours = new ArrayList<>();
      List<Window> theirs = new ArrayList<>();
      for (int round = 1; round <= 10; round++) {
        double speed = 1e6 * (11 - round) * (1 + 0.02 * random.nextGaussian()); // ten times slower
        ours.add(clean(round, speed * (1 + 0.02 * random.nextGaussian())));
        theirs.add(clean(round, 0.6 * speed * (1 + 0.02 * random.nextGaussian())));
      }
      instances.add(new Instance("culvert", 64, pair, ours, 160, 1));
      instances.add(new Instance("tcp", 64, pair, theirs, 160, 1));
    }
    Row row = Rows.of(instances, BASES).get(1);
    assertThat(row.ratio().contains(0.6)).as(row.toString()).isTrue();
    assertThat(row.ratio().high() / row.ratio().low()).isLessThan(1.1);
    assertThat(row.verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void shouldIgnoreOutlierWhenOtherWindowsAgree() {
    List<Row> rows =
        rows(
            pair("culvert", 1, clean(1, 100), clean(2, 100), clean(3, 100)),
            pair("tcp", 1, clean(1, 50), clean(2, 50), clean(3, 9_000)));
    assertThat(rows.get(1).ratio().middle()).isEqualTo(0.5, within(EXACT));
    assertThat(rows.get(1).messagesPerSecond().middle()).isEqualTo(50, within(EXACT));
  }

  @Test
  void shouldOmitWindowsWhenTheyAreDropped() {
    List<Row> rows =
        rows(
            pair("culvert", 1, dirty(1, 1), clean(1, 100), dirty(2, 1), clean(3, 100)),
            pair("tcp", 1, clean(1, 50), clean(2, 7), clean(3, 50)));
    Row base = rows.get(0);
    assertThat(base.messagesPerSecond().middle()).isEqualTo(100, within(EXACT));
    assertThat(base.windows()).isEqualTo(2);
    assertThat(base.dropped()).isEqualTo(2);
    assertThat(rows.get(1).ratio().middle())
        .as("round 2 has no window of the base that counts")
        .isEqualTo(0.5, within(EXACT));
  }

  @Test
  void shouldHaveNoRowWhenAllWindowsAreDropped() {
    List<Row> rows = rows(pair("culvert", 1, dirty(1, 100)), pair("tcp", 1, clean(1, 50)));
    assertThat(rows).extracting(Row::contender).containsExactly("tcp");
    assertThat(rows.get(0).ratio()).as("without its base").isNull();
  }

  @Test
  void shouldHaveNoRowWhenNothingArrives() {
    assertThat(rows(pair("tcp", 1, clean(1, 0), clean(2, 0)))).isEmpty();
  }

  @Test
  void shouldMatchPairsWhenTheyRanTogether() {
    List<Row> rows =
        rows(
            pair("culvert", 1, clean(1, 100)),
            pair("tcp", 1, clean(1, 50)),
            pair("culvert", 2, clean(1, 10)),
            pair("tcp", 2, clean(1, 5)));
    assertThat(rows.get(1).ratio().low()).isEqualTo(0.5, within(EXACT));
    assertThat(rows.get(1).ratio().high()).isEqualTo(0.5, within(EXACT));
    assertThat(rows.get(1).pairs()).isEqualTo(2);
  }

  @Test
  void shouldGiveNoVerdictWhenThereIsOnePair() {
    List<Row> rows = rows(pair("culvert", 1, clean(1, 100)), pair("tcp", 1, clean(1, 1)));
    assertThat(rows.get(1).ratio().isUnbounded()).isTrue();
    assertThat(rows.get(1).verdict()).isNull();
  }

  @Test
  void shouldWidenTheIntervalWhenPairsDiffer() {
    Row alike = row(100, 101, 99);
    Row different = row(50, 200, 100);
    assertThat(width(different)).isGreaterThan(10 * width(alike));
  }

  @Test
  void shouldNotCompareWhenSizesDiffer() {
    List<Row> rows =
        Rows.of(
            List.of(
                new Instance("culvert", 64, 1, List.of(clean(1, 100)), 160, 1),
                new Instance("tcp", 1_024, 1, List.of(clean(1, 50)), 160, 1)),
            BASES);
    assertThat(rows).extracting(Row::size).containsExactly(64, 1_024);
    assertThat(rows.get(1).ratio()).isNull();
  }

  @Test
  void shouldSayNoDifferenceWhenBuildsAreTheSame() {
    Random random = new Random(5);
    Map<String, String> bases = Map.of("new", "old", "old", "old");
    long same =
        IntStream.range(0, 200)
            .filter(
                run -> {
                  List<Instance> instances = new ArrayList<>();
                  for (int pair = 1; pair <= 6; pair++) {
                    instances.add(noisy("old", pair, random));
                    instances.add(noisy("new", pair, random));
                  }
                  return Rows.of(instances, bases).get(1).verdict() == Verdict.NO_DIFFERENCE;
                })
            .count();
    assertThat(same).isGreaterThanOrEqualTo(180);
  }

  private static Instance noisy(String contender, int pair, Random random) {
    double speed = 1e6 * Math.exp(0.1 * random.nextGaussian());
    return new Instance(
        contender,
        64,
        pair,
        IntStream.rangeClosed(1, 10)
            .mapToObj(round -> clean(round, speed * Math.exp(0.03 * random.nextGaussian())))
            .toList(),
        160,
        1);
  }

  private static Row row(double... rates) {
    return Rows.of(
            IntStream.range(0, rates.length)
                .mapToObj(i -> pair("culvert", i + 1, clean(1, rates[i])))
                .toList(),
            BASES)
        .get(0);
  }

  private static double width(Row row) {
    return Math.log(row.messagesPerSecond().high() / row.messagesPerSecond().low());
  }

  private static List<Row> rows(Instance... instances) {
    return Rows.of(List.of(instances), BASES);
  }

  private static Instance pair(String contender, int pair, Window... windows) {
    return new Instance(contender, 64, pair, List.of(windows), 160, 1_000);
  }

  private static Window clean(int round, double perSecond) {
    return new Window(round, 1_000_000_000, Math.round(perSecond), 150, 0.01, true);
  }

  private static Window dirty(int round, double perSecond) {
    return new Window(round, 1_000_000_000, Math.round(perSecond), 150, 0.9, false);
  }
}
