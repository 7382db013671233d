package io.culvert.examples.flights;

/** Ends the job. The message says to the user what is wrong; there is nothing else to tell. */
final class FlightsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  FlightsException(String message) {
    super(message);
  }

  FlightsException(String message, Throwable cause) {
    super(message, cause);
  }
}
