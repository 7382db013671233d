package io.culvert.examples.loop;

/**
 * A traveller on a journey.
 *
 * @param number of the traveller
 * @param airport reached so far, three letters
 * @param minute of the earliest next departure, since 1970
 * @param flights taken so far
 */
record Traveller(int number, String airport, long minute, int flights) {}
