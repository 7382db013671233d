package io.culvert.bench.report;

/**
 * A trial that did not succeed.
 *
 * @param contender its name
 * @param size bytes of a payload
 * @param round from 1
 * @param message what has failed
 */
public record Failure(String contender, int size, int round, String message) {

  @Override
  public String toString() {
    return "FAILED: contender="
        + contender
        + ", size="
        + size
        + ", round="
        + round
        + ": "
        + message;
  }
}
