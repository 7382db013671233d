/**
 * The flights job: one JVM reads flights from a file and sends them through a ring, another one
 * adds up delays by airport. Begin with {@link io.culvert.examples.flights.Flights}.
 */
package io.culvert.examples.flights;
