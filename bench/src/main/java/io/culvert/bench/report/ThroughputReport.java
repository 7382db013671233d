package io.culvert.bench.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A comparison of throughput.
 *
 * @param kind always {@value #KIND}
 * @param surroundings where it was measured
 * @param parameters of the command line, defaults included
 * @param contenders in their order
 * @param rows of all contenders and sizes
 * @param instances every pair of JVMs with its windows, from which the rows were calculated
 * @param failures every pair that failed
 */
public record ThroughputReport(
    String kind,
    Surroundings surroundings,
    Map<String, Object> parameters,
    List<ContenderNote> contenders,
    List<Row> rows,
    List<Instance> instances,
    List<Failure> failures) {

  /** The kind in the JSON. */
  public static final String KIND = "throughput";

  /** The parameter that holds how many cores others may use in a window that counts. */
  public static final String LIMIT = "maxCoresOfOthers";

  /** Returns a sentence about the windows that do not count; empty if all count. */
  public String droppedWindows() {
    long all = instances.stream().mapToLong(each -> each.windows().size()).sum();
    long clean = instances.stream().mapToLong(each -> each.cleanWindows().size()).sum();
    return clean == all
        ? ""
        : "%d of %d windows, in which other processes or the hypervisor had more than %s cores"
            .formatted(all - clean, all, parameters.getOrDefault(LIMIT, "the allowed"));
  }

  /** Returns contender and size of all that have no row, because no window of theirs counts. */
  public List<String> missingRows() {
    List<Integer> sizes =
        Stream.of(
                rows.stream().map(Row::size),
                instances.stream().map(Instance::size),
                failures.stream().map(Failure::size))
            .flatMap(each -> each)
            .distinct()
            .sorted()
            .toList();
    return contenders.stream()
        .map(ContenderNote::name)
        .flatMap(
            name ->
                sizes.stream()
                    .filter(
                        size ->
                            rows.stream()
                                .noneMatch(
                                    row -> row.contender().equals(name) && row.size() == size))
                    .map(size -> name + " " + size + " B"))
        .toList();
  }
}
