package io.culvert.stage;

import io.culvert.CodecException;
import io.culvert.codec.Codec;
import scala.util.control.NonFatal;

/** What a stage makes of what a codec has thrown. */
final class CodecFailure {

  private CodecFailure() {}

  /**
   * The exception that fails the stage. A codec may throw anything, also what it has not declared
   * when it is not written in Java.
   *
   * @throws Error when the cause is an error of the JVM, which is not the codec's
   */
  static CodecException of(
      String action, Codec<?> codec, long position, String file, Throwable cause) {
    if (cause instanceof Error && !NonFatal.apply(cause)) {
      throw (Error) cause;
    }
    return new CodecException(action, codec.name(), position, file, cause);
  }
}
