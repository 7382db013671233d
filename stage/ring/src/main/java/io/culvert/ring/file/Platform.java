package io.culvert.ring.file;

import io.culvert.exceptions.IncompatibleRingException;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/** Checks what the library needs of the platform, before it accesses any ring. */
final class Platform {

  private Platform() {}

  /**
   * Refuses a platform on which rings do not work.
   *
   * @throws IncompatibleRingException on a big-endian processor
   * @throws IllegalStateException if the JVM lacks the flag that this version of Agrona needs
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
