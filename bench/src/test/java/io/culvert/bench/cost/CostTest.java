package io.culvert.bench.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.bench.BenchException;
import io.culvert.bench.report.CostReport;
import io.culvert.bench.report.Steps;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class CostTest {

  private final List<String> seen = new ArrayList<>();

  private final Steps steps =
      new Steps() {
        @Override
        public void begin(String what) {
          seen.add(what);
        }

        @Override
        public void end() {
          seen.add("end");
        }

        @Override
        public void close() {
          seen.add("close");
        }
      };

  @Test
  void aTrialThatFailsIsNotedAndTheOthersGoOn() {
    Map<String, Supplier<List<Double>>> rows = new LinkedHashMap<>();
    rows.put("size 8", () -> List.of(8.0, 100.0));
    rows.put("size 64", CostTest::fail);
    rows.put("size 256", () -> List.of(256.0, 50.0));
    List<CostReport.Failure> failures = new ArrayList<>();
    CostReport.Table table =
        Cost.measure(
            new Cost.Plan("Size", "why", List.of("size", "payloads/s"), rows), steps, failures);
    assertThat(table.rows()).containsExactly(List.of(8.0, 100.0), List.of(256.0, 50.0));
    assertThat(failures).containsExactly(new CostReport.Failure("size 64", "nothing arrives"));
    assertThat(seen).containsExactly("size 8", "end", "size 64", "end", "size 256", "end");
  }

  private static List<Double> fail() {
    throw new BenchException("nothing arrives");
  }
}
