package io.culvert.bench.contender.grpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Passes payloads as they are: without Protocol Buffers there is nothing to serialize. */
final class PayloadMarshaller implements MethodDescriptor.Marshaller<byte[]> {

  /** Gives gRPC a payload at once; other streams it copies through a buffer of its own. */
  private static final class PayloadStream extends ByteArrayInputStream
      implements Drainable, KnownLength {

    PayloadStream(byte[] payload) {
      super(payload);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      return (int) transferTo(target);
    }
  }

  @Override
  public InputStream stream(byte[] payload) {
    return new PayloadStream(payload);
  }

  @Override
  public byte[] parse(InputStream stream) {
    try {
      // A message of gRPC knows its length, and is there as a whole.
      return stream.readNBytes(stream.available());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
