package io.culvert.testing.mutation;

/**
 * A change of one call in a class file. The call is found by the method that makes it and by its
 * own name, never by the text of the source.
 *
 * @param className the class that makes the call
 * @param method the method that makes it; its lambdas belong to it
 * @param call the name of the method that is called; empty if the change is of the method itself
 * @param nth which of the calls of that name in the method, from 1; 0 for each
 * @param kind the kind of the change
 * @param replacement the name of the method of {@link MutantCalls} that is called instead
 */
public record Edit(
    String className, String method, String call, int nth, Kind kind, String replacement) {

  /** The kinds of changes. */
  enum Kind {
    /** A method of {@link MutantCalls} is called instead, with the same arguments. */
    REPLACE,
    /** The call is not made, and returns 0, false or null. */
    SKIP,
    /** The call is made at the next {@link #THEN_MAKE}. It returns true, 0 or null at once. */
    KEEP_BACK,
    /** After the call, the calls that are kept back are made. */
    THEN_MAKE,
    /** The result of the call is remembered. */
    REMEMBER,
    /** The call is not made, and returns the remembered result. */
    REPEAT,
    /** The method is not synchronized. */
    UNSYNCHRONIZED
  }

  private static Edit of(String place, String call, Kind kind, String replacement) {
    String[] parts = place.split("#");
    return new Edit(parts[0], parts[1], call, 0, kind, replacement);
  }

  public static Edit replace(String place, String call, String replacement) {
    return of(place, call, Kind.REPLACE, replacement);
  }

  public static Edit skip(String place, String call) {
    return of(place, call, Kind.SKIP, "");
  }

  public static Edit keepBack(String place, String call) {
    return of(place, call, Kind.KEEP_BACK, "");
  }

  public static Edit thenMake(String place, String call) {
    return of(place, call, Kind.THEN_MAKE, "");
  }

  public static Edit remember(String place, String call) {
    return of(place, call, Kind.REMEMBER, "");
  }

  public static Edit repeat(String place, String call) {
    return of(place, call, Kind.REPEAT, "");
  }

  public static Edit unsynchronized(String place) {
    return of(place, "", Kind.UNSYNCHRONIZED, "");
  }

  /** Returns the same change of only the nth call of that name. */
  public Edit nth(int wanted) {
    return new Edit(className, method, call, wanted, kind, replacement);
  }

  boolean isIn(String methodName) {
    String lambdas = "lambda$" + (method.equals("<init>") ? "new" : method) + "$";
    return methodName.equals(method) || methodName.startsWith(lambdas);
  }
}
