package io.culvert.examples.flights;

import io.culvert.examples.job.JobException;
import java.util.List;
import org.apache.pekko.stream.scaladsl.Framing.FramingException;
import org.apache.pekko.util.ByteString;

/**
 * Makes flights from the lines of one input, and puts the number of the line into whatever is wrong
 * with it. Counts, so each run of a stream needs an instance of its own.
 */
final class FlightLines {

  /**
   * How far the framing looks for the end of a line, in bytes. It fails before it has handed out
   * the lines before, so the number of such a line is not known; what is shorter can be counted.
   */
  static final int MAX_FRAME = 1024 * 1024;

  private static final int MAX_LENGTH = 1024;
  private static final int MAX_REASON_LENGTH = 200;

  private final FlightsInput input;
  private long line;

  /** The first of the blank lines just read; 0 for none. They are fine if nothing follows. */
  private long blankLine;

  FlightLines(FlightsInput input) {
    this.input = input;
  }

  /**
   * The flight in the next line.
   *
   * @param bytes the line, without its line feed
   * @return the flight; nothing for the header and for blank lines at the end
   * @throws JobException when the line is malformed
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

  /** What there is to say of an input without a single line. */
  JobException empty() {
    return new JobException(input + ": empty file");
  }

  /**
   * Says where it happened.
   *
   * @param failure what the stream has failed with on its way to the next line
   * @return an exception for the user
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

  /** The input may hold anything; a terminal must not be led astray by it. */
  private static String printable(String reason) {
    String text = reason.replaceAll("\\p{Cntrl}", "?");
    return text.length() <= MAX_REASON_LENGTH ? text : text.substring(0, MAX_REASON_LENGTH) + "...";
  }
}
