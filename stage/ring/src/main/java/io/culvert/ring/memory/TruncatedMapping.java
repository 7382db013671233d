package io.culvert.ring.memory;

import io.culvert.annotation.InternalApi;
import io.culvert.exceptions.RingStorageException;

/**
 * Surfaces the {@link InternalError} that HotSpot raises after an access to a lost page: a mapped
 * page that is gone because another process truncated the file. In interpreted code the error is
 * thrown at once. Compiled code continues with garbage. The error follows when the thread next
 * enters the runtime of the JVM, perhaps in code that is not ours, where it is fatal to an actor
 * system. So code that has accessed a ring calls {@link #throwPending} before it returns, and
 * {@link #explain} if it has found garbage.
 */
@InternalApi
public final class TruncatedMapping {

  /** Not final: for a constant size, compiled code would allocate without the runtime. */
  private static int one = 1;

  /** Never read. Keeps the array, so that the compiler does not remove its allocation. */
  private static byte[][] allocated;

  private TruncatedMapping() {}

  /**
   * Enters the runtime of the JVM, which costs some hundreds of nanoseconds. The allocation of a
   * two-dimensional array is the cheapest call found that delivers the error on JDK 17 and on JDK
   * 25, interpreted and compiled.
   *
   * @throws InternalError if this thread has accessed a lost page since the last call
   */
  public static void throwPending() {
    allocated = new byte[one][one];
  }

  /**
   * Returns the cause of a failure: a {@link RingStorageException} if this thread has accessed a
   * lost page, whose garbage led to the failure; otherwise the throwable that was caught.
   */
  public static Throwable explain(Throwable found, String file) {
    if (found instanceof InternalError) {
      return RingStorageException.pageLost(file, (InternalError) found);
    }
    try {
      throwPending();
      return found;
    } catch (InternalError e) {
      RingStorageException lost = RingStorageException.pageLost(file, e);
      lost.addSuppressed(found);
      return lost;
    }
  }
}
