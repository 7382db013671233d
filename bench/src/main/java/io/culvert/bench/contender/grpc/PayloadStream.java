package io.culvert.bench.contender.grpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A payload as gRPC reads it best: at once. From other streams it copies by a buffer of 8 KiB. */
final class PayloadStream extends ByteArrayInputStream implements Drainable, KnownLength {

  PayloadStream(byte[] payload) {
    super(payload);
  }

  @Override
  public int drainTo(OutputStream target) throws IOException {
    return (int) transferTo(target);
  }
}
