package io.culvert.ring;

import io.culvert.RingStorageException;

/**
 * INTERNAL API. What the JVM owes to who has touched a mapped page that is gone, because somebody
 * has cut the file: an {@link InternalError}. Interpreted code gets it at once. Compiled code goes
 * on with garbage, and gets it when it next enters the runtime of the JVM for something else: in
 * somebody else's code perhaps, where it is fatal to an actor system. So whoever is about to leave
 * such code, or has found garbage, asks for it here.
 */
public final class LostPages {

  /** Not final: an array of a size that the compiler knows would be made without the runtime. */
  private static int one = 1;

  /** Read by nobody; but an array that is kept is made. */
  private static byte[][] made;

  private LostPages() {}

  /**
   * Enters the runtime of the JVM: it costs some hundreds of nanoseconds. An array of two
   * dimensions is the cheapest call that was found to deliver the error on JDK 17 as well as 25,
   * interpreted and compiled.
   *
   * @throws InternalError when this thread has touched a page that is gone since it last asked
   */
  public static void surface() {
    made = new byte[one][one];
  }

  /**
   * What was wrong: the page that is gone, if there is one, and not what was found in its place.
   *
   * @param found what has been thrown
   * @param file the ring
   * @return a {@link RingStorageException} for the page, or what was found
   */
  public static Throwable explain(Throwable found, String file) {
    if (found instanceof InternalError) {
      return RingStorageException.pageLost(file, (InternalError) found);
    }
    try {
      surface();
      return found;
    } catch (InternalError e) {
      RingStorageException lost = RingStorageException.pageLost(file, e);
      lost.addSuppressed(found);
      return lost;
    }
  }
}
