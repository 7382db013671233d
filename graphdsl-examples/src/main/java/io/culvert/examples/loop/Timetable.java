package io.culvert.examples.loop;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** All flights, by airport and minute of departure. Immutable. */
final class Timetable {

  private static final int SECONDS_PER_MINUTE = 60;
  private static final int MILES_PER_MINUTE = 8;
  private static final int CHANGE_MINUTES = 45;

  private final Map<String, NavigableMap<Long, Flight>> departures = new TreeMap<>();

  private record Flight(String destination, long landing) {}

  /** Creates a timetable of lines of the data set. */
  Timetable(List<String> lines) {
    lines.forEach(this::add);
  }

  private void add(String line) {
    String[] columns = line.split(",");
    long minute =
        LocalDateTime.parse(columns[0]).toEpochSecond(ZoneOffset.UTC) / SECONDS_PER_MINUTE;
    long late = Math.max(0, Integer.parseInt(columns[1]));
    long inTheAir = Integer.parseInt(columns[2]) / MILES_PER_MINUTE;
    departures
        .computeIfAbsent(columns[3], origin -> new TreeMap<>())
        .putIfAbsent(minute, new Flight(columns[4], minute + late + inTheAir));
  }

  /** Returns a traveller for each airport of departure. */
  List<Traveller> travellers() {
    List<String> airports = List.copyOf(departures.keySet());
    return IntStream.range(0, airports.size())
        .mapToObj(number -> new Traveller(number, airports.get(number), 0, 0))
        .toList();
  }

  /** Returns whether there is a flight for a traveller. */
  boolean hasFlight(Traveller traveller) {
    return next(traveller) != null;
  }

  /** Returns a traveller after the next flight. */
  Traveller fly(Traveller traveller) {
    Flight flight = next(traveller).getValue();
    return new Traveller(
        traveller.number(),
        flight.destination(),
        flight.landing() + CHANGE_MINUTES,
        traveller.flights() + 1);
  }

  private Map.Entry<Long, Flight> next(Traveller traveller) {
    NavigableMap<Long, Flight> here = departures.get(traveller.airport());
    return here == null ? null : here.ceilingEntry(traveller.minute());
  }
}
