/**
 * The flights job: one part reads flights from a file, the other part adds up delays by airport.
 * Each runs in a JVM of its own, or both in one. Begin with {@link
 * io.culvert.examples.flights.FlightsSplit}.
 */
package io.culvert.examples.flights;
