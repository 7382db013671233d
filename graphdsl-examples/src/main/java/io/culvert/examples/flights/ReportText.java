package io.culvert.examples.flights;

import io.culvert.examples.flights.DelayReport.OriginDelays;
import java.util.List;
import java.util.Locale;

/** The result as text for the user. */
final class ReportText {

  private static final int BUSIEST = 10;
  private static final int PERCENT = 100;

  private ReportText() {}

  static String of(Report.Result result, Jvms jvms) {
    List<OriginDelays> origins = result.delays().origins();
    int shown = Math.min(BUSIEST, origins.size());
    StringBuilder text = new StringBuilder();
    text.append(line("The %d busiest of %,d origins", shown, origins.size()));
    text.append(line(""));
    text.append(line("%-6s %10s %15s %12s", "origin", "flights", "mean delay", "> 15 min"));
    origins.stream().limit(BUSIEST).map(ReportText::row).forEach(text::append);
    text.append(line(""));
    text.append(summary(result.throughput(), jvms));
    return text.toString();
  }

  private static String row(OriginDelays delays) {
    return line(
        "%-6s %,10d %,11.2f min %10.1f %%",
        delays.origin(), delays.flights(), delays.meanDelayMinutes(), PERCENT * delays.lateShare());
  }

  private static String summary(Throughput throughput, Jvms jvms) {
    return line(
        "%,d records %s in %.2f s: %,d records/s",
        throughput.records(), jvms, throughput.seconds(), throughput.recordsPerSecond());
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + System.lineSeparator();
  }
}
