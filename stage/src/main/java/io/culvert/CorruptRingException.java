package io.culvert;

/**
 * The ring holds a value that cannot be true. Nothing was read or written on the strength of it;
 * what was taken from the ring before is whole. The ring stays as it is, for a look at it.
 */
public final class CorruptRingException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /** The position at which the value was found. */
  private final long position;

  /** The name of the field. */
  private final String field;

  /** The value found. */
  private final long value;

  /**
   * An exception for one value.
   *
   * @param file the ring
   * @param position the position (bytes since the ring was created) at which it was found
   * @param field the name of the field
   * @param value the value found
   * @param wanted what would have been right
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

  /**
   * Where it was found.
   *
   * @return the position, bytes since the ring was created
   */
  public long position() {
    return position;
  }

  /**
   * What was found wrong.
   *
   * @return the name of the field
   */
  public String field() {
    return field;
  }

  /**
   * What it held.
   *
   * @return the value found
   */
  public long value() {
    return value;
  }
}
