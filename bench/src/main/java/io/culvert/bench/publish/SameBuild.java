package io.culvert.bench.publish;

import io.culvert.bench.report.Row;
import io.culvert.bench.report.ThroughputReport;
import io.culvert.bench.statistics.Verdict;
import java.util.List;

/** How often a comparison of a build with itself says that there is no difference. */
final class SameBuild {

  private SameBuild() {}

  static String sentence(ThroughputReport report) {
    List<Row> compared = report.rows().stream().filter(row -> row.verdict() != null).toList();
    long same = compared.stream().filter(row -> row.verdict() == Verdict.NO_DIFFERENCE).count();
    return "A build was compared with itself: %d of %d rows say \"%s\".\n"
        .formatted(same, compared.size(), Verdict.NO_DIFFERENCE);
  }
}
