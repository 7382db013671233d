package io.culvert.exceptions;

/**
 * The ring holds an impossible value. This side did not act on it: all elements taken before are
 * intact. The ring stays as it is for inspection.
 */
public final class CorruptRingException extends CulvertException {

  private static final long serialVersionUID = 1L;

  private final long position;
  private final String field;
  private final long value;

  /**
   * Creates an exception for a value.
   *
   * @param file the ring
   * @param position where it was found, in bytes since the ring was created
   * @param field the name of the field
   * @param value the value found
   * @param wanted describes a valid value
   */
  public CorruptRingException(String file, long position, String field, long value, String wanted) {
    super(
        "corrupt ring: field="
            + field
            + ", found="
            + value
            + ", wanted="
            + wanted
            + ", position="
            + position
            + ", file="
            + file
            + "; stop both sides and delete the file");
    this.position = position;
    this.field = field;
    this.value = value;
  }

  /** {@return the position of the value, in bytes since the ring was created} */
  public long position() {
    return position;
  }

  /** {@return the name of the field} */
  public String field() {
    return field;
  }

  /** {@return the value found} */
  public long value() {
    return value;
  }
}
