package io.culvert.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.BenchException;
import io.culvert.bench.report.CostReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CostTest {

  private final List<String> seen = new ArrayList<>();

  @Test
  void shouldContinueWhenATrialFails() {
    Map<String, Supplier<List<Double>>> rows = new LinkedHashMap<>();
    rows.put("size 8", () -> List.of(8.0, 100.0));
    rows.put("size 64", CostTest::fail);
    rows.put("size 256", () -> List.of(256.0, 50.0));
    List<CostReport.Failure> failures = new ArrayList<>();
    CostReport.Table table =
        Cost.measure(
            new Cost.Plan("Size", "why", List.of("size", "payloads/s"), rows), seen::add, failures);
    assertThat(table.rows()).containsExactly(List.of(8.0, 100.0), List.of(256.0, 50.0));
    assertThat(failures).containsExactly(new CostReport.Failure("size 64", "nothing arrives"));
    assertThat(seen).containsExactly("size 8", "size 64", "size 256");
  }

  private static List<Double> fail() {
    throw new BenchException("nothing arrives");
  }
}
