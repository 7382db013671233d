package io.culvert.exceptions;

/** Another writer or reader uses this ring, in this JVM or in another one on this host. */
public final class RoleAlreadyHeldException extends CulvertException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception for a role.
   *
   * @param role the role, {@code writer} or {@code reader}
   * @param file the ring
   * @param holder describes the holder as far as it is known
   */
  public RoleAlreadyHeldException(String role, String file, String holder) {
    super(
        "role already held: role="
            + role
            + ", holder="
            + holder
            + ", file="
            + file
            + "; stop the other "
            + role
            + " or give this one a ring of another name");
  }
}
