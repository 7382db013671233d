package io.culvert.exceptions;

/** The file is not a ring, or its version, capacity or codec differs from this side's. */
public final class IncompatibleRingException extends CulvertException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * Creates an exception for a field.
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
            + "; give both sides the same settings and codec,"
            + " or delete the file if no process uses it");
    this.field = field;
  }

  /** {@return the name of the field that differs} */
  public String field() {
    return field;
  }
}
