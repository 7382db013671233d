package io.culvert.bench.contender.grpc;

import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Takes payloads as they are: without Protocol Buffers there is nothing to serialize. */
final class PayloadMarshaller implements MethodDescriptor.Marshaller<byte[]> {

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
