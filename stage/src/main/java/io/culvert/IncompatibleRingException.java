package io.culvert;

/**
 * The file is not a ring that this side can use: no ring at all, another version, another capacity,
 * another codec.
 */
public final class IncompatibleRingException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /** The name of the field that differs. */
  private final String field;

  /**
   * An exception for one field.
   *
   * @param file the ring
   * @param field the name of the field that differs
   * @param found the value in the file
   * @param wanted the value that this side needs
   */
  public IncompatibleRingException(String file, String field, Object found, Object wanted) {
    super(
        "incompatible ring: field="
            + field
            + ", found="
            + found
            + ", wanted="
            + wanted
            + ", file="
            + file
            + "; give both sides the same settings and codec, or delete the file when nobody uses it");
    this.field = field;
  }

  /**
   * What differs.
   *
   * @return the name of the field
   */
  public String field() {
    return field;
  }
}
