package io.culvert.ring;

import io.culvert.IncompatibleRingException;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** What the platform must give before any ring is touched. */
final class Platform {

  private Platform() {}

  /**
   * Refuses a platform on which no ring works.
   *
   * @throws IncompatibleRingException on a big-endian processor
   * @throws IllegalStateException when Agrona lacks the flag that its version needs
   */
  static void require(String file) {
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new IncompatibleRingException(
          file, "byte order", ByteOrder.nativeOrder(), ByteOrder.LITTLE_ENDIAN);
    }
    try {
      new UnsafeBuffer(new byte[Long.BYTES]).putLong(0, 0);
    } catch (IllegalAccessError | ExceptionInInitializerError | NoClassDefFoundError e) {
      throw new IllegalStateException(
          "this version of Agrona needs the JVM flag --add-opens"
              + " java.base/jdk.internal.misc=ALL-UNNAMED; give the flag, or use Agrona 1.23",
          e);
    }
  }
}
