package io.culvert.bench.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * All rounds of one contender and one size.
 *
 * @param contender its name
 * @param size bytes of a payload
 * @param rounds how many succeeded
 * @param messagesPerSecond at the receiver
 * @param bytesPerSecond of payloads
 * @param cpuSecondsPerMillion processor seconds of all JVMs for a million messages
 * @param allocatedBytesPerMessage on the heaps of all JVMs
 * @param coresOfOthers how many cores other processes have had meanwhile
 * @param ratio its messages a second divided by those of the reference in the same round; null when
 *     the reference did not run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Summary(
    String contender,
    int size,
    int rounds,
    Spread messagesPerSecond,
    Spread bytesPerSecond,
    Spread cpuSecondsPerMillion,
    Spread allocatedBytesPerMessage,
    Spread coresOfOthers,
    Spread ratio) {

  private record Key(String contender, int size) {}

  /**
   * Sums figures up.
   *
   * @param figures of all rounds
   * @param reference the contender that all others are compared with
   * @return one for each contender and size, in the order of the figures
   */
  public static List<Summary> of(List<Figure> figures, String reference) {
    Map<Key, List<Figure>> groups = new LinkedHashMap<>();
    for (Figure figure : figures) {
      groups
          .computeIfAbsent(new Key(figure.contender(), figure.size()), key -> new ArrayList<>())
          .add(figure);
    }
    return groups.values().stream().map(group -> of(group, figures, reference)).toList();
  }

  private static Summary of(List<Figure> group, List<Figure> all, String reference) {
    Figure first = group.get(0);
    return new Summary(
        first.contender(),
        first.size(),
        group.size(),
        spread(group, Figure::messagesPerSecond),
        spread(group, Figure::bytesPerSecond),
        spread(group, Figure::cpuSecondsPerMillion),
        spread(group, Figure::allocatedBytesPerMessage),
        spread(group, Figure::coresOfOthers),
        ratio(group, all, reference));
  }

  private static Spread spread(List<Figure> group, ToDoubleFunction<Figure> value) {
    return Spread.of(group.stream().mapToDouble(value).toArray());
  }

  /** Pair by pair in the same round: a slow minute of the machine is in both of a pair. */
  private static Spread ratio(List<Figure> group, List<Figure> all, String reference) {
    double[] ratios =
        group.stream()
            .flatMap(
                figure ->
                    all.stream()
                        .filter(other -> other.contender().equals(reference))
                        .filter(other -> other.size() == figure.size())
                        .filter(other -> other.round() == figure.round())
                        .map(other -> figure.messagesPerSecond() / other.messagesPerSecond()))
            .mapToDouble(Double::doubleValue)
            .toArray();
    return ratios.length == 0 ? null : Spread.of(ratios);
  }
}
