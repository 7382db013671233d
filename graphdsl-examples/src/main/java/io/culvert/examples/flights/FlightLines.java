package io.culvert.examples.flights;

import io.culvert.examples.job.JobException;
import java.util.List;
import org.apache.pekko.stream.scaladsl.Framing.FramingException;
import org.apache.pekko.util.ByteString;

/**
 * Parses the lines of one input, and adds the number of the line to errors. It counts lines, so
 * each run of a stream needs an instance of its own.
 */
final class FlightLines {

  /**
   * Bytes in which the framing must find the end of a line. It fails before it emits the lines
   * before that one, so the number of such a line is not known. Shorter lines are counted.
   */
  static final int MAX_FRAME = 1024 * 1024;

  private static final int MAX_LENGTH = 1024;
  private static final int MAX_REASON_LENGTH = 200;

  private final FlightsInput input;
  private long line;

  /** Number of the first of the last blank lines, or 0. They are valid at the end only. */
  private long blankLine;

  FlightLines(FlightsInput input) {
    this.input = input;
  }

  /**
   * Returns the flight in the next line, which has no line feed; nothing for the header and for
   * blank lines at the end.
   *
   * @throws JobException if the line is malformed
   */
  List<Flight> parse(ByteString bytes) {
    line++;
    if (bytes.size() > MAX_LENGTH) {
      throw malformed(line, "too long: found=" + bytes.size() + " bytes, wanted=" + MAX_LENGTH);
    }
    String text = withoutCarriageReturn(bytes.utf8String());
    if (line == 1) {
      requireHeader(text);
      return List.of();
    }
    if (text.isBlank()) {
      blankLine = blankLine == 0 ? line : blankLine;
      return List.of();
    }
    if (blankLine != 0) {
      throw malformed(blankLine, "blank line");
    }
    try {
      return List.of(FlightLine.parse(text));
    } catch (IllegalArgumentException e) {
      throw malformed(line, e.getMessage());
    }
  }

  private static String withoutCarriageReturn(String text) {
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private void requireHeader(String text) {
    if (!text.equals(FlightLine.HEADER)) {
      throw malformed(line, "no header: wanted=" + FlightLine.HEADER + ", found=" + text);
    }
  }

  /** Returns the error of an input without a single line. */
  JobException empty() {
    return new JobException(input + ": empty file");
  }

  /**
   * Returns an exception for the user that says where the stream failed.
   *
   * @param failure of the stream on its way to the next line
   */
  Throwable located(Throwable failure) {
    if (failure instanceof JobException) {
      return failure;
    }
    String reason =
        failure instanceof FramingException
            ? "no end of line within " + MAX_FRAME + " bytes"
            : "cannot be read: " + failure;
    return new JobException(input + ", after line " + line + ": " + printable(reason), failure);
  }

  private JobException malformed(long number, String reason) {
    return new JobException(input + ", line " + number + ": " + printable(reason));
  }

  /** Replaces control characters of the input, which must not reach a terminal. */
  private static String printable(String reason) {
    String text = reason.replaceAll("\\p{Cntrl}", "?");
    return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH) + "...";
  }
}
