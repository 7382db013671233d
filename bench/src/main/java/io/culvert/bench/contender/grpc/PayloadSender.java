package io.culvert.bench.contender.grpc;

import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Sends payloads while the call is ready for more. A sender that does not ask makes gRPC queue all
 * payloads in memory.
 */
final class PayloadSender implements ClientResponseObserver<byte[], byte[]> {

  private final Iterator<byte[]> payloads;
  private final Semaphore ready = new Semaphore(0);
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private ClientCallStreamObserver<byte[]> request;

  PayloadSender(Iterator<byte[]> payloads) {
    this.payloads = payloads;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<byte[]> request) {
    this.request = request;
    request.setOnReadyHandler(ready::release);
  }

  /** Returns when the receiver has confirmed the end. Called by the thread that starts the call. */
  void run() {
    while (payloads.hasNext()) {
      awaitReady();
      request.onNext(payloads.next());
    }
    request.onCompleted();
    end.join();
  }

  private void awaitReady() {
    while (!request.isReady()) {
      if (end.isDone()) {
        end.join();
      }
      ready.acquireUninterruptibly();
      ready.drainPermits();
    }
  }

  @Override
  public void onNext(byte[] response) {
    // onCompleted says the same
  }

  @Override
  public void onError(Throwable cause) {
    end.completeExceptionally(cause);
    ready.release();
  }

  @Override
  public void onCompleted() {
    end.complete(null);
    ready.release();
  }
}
