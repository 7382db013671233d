package io.culvert.bench.report;

/**
 * A trial that failed.
 *
 * @param contender its name
 * @param size bytes of a payload
 * @param round from 1
 * @param message the cause
 */
public record Failure(String contender, int size, int round, String message) {

  @Override
  public String toString() {
    return "FAILED: contender=%s, size=%d, round=%d: %s".formatted(contender, size, round, message);
  }
}
