package io.culvert.examples.loop;

/**
 * Somebody on a journey.
 *
 * @param number who it is
 * @param airport where it has brought him, three letters
 * @param minute when he can take off again, in minutes since 1970
 * @param flights how many he has taken
 */
record Traveller(int number, String airport, long minute, int flights) {}
