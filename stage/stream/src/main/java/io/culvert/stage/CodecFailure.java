package io.culvert.stage;

import io.culvert.codec.Codec;
import io.culvert.exceptions.CodecException;
import scala.util.control.NonFatal;

/** Converts what a codec throws into the exception that fails the stage. */
final class CodecFailure {

  private CodecFailure() {}

  /**
   * Returns the exception that fails the stage. A codec may throw anything, even undeclared checked
   * exceptions if it is not written in Java.
   *
   * @throws Error if the cause is a fatal error of the JVM
   */
  static CodecException of(
      String action, Codec<?> codec, long position, String file, Throwable cause) {
    if (cause instanceof Error && !NonFatal.apply(cause)) {
      throw (Error) cause;
    }
    return new CodecException(action, codec.name(), position, file, cause);
  }
}
