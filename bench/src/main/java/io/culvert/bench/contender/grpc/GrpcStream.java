package io.culvert.bench.contender.grpc;

import io.culvert.bench.contender.Job;
import io.culvert.bench.contender.TwoJvms;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.MultiThreadIoEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollIoHandler;
import io.grpc.netty.shaded.io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.grpc.netty.shaded.io.netty.channel.unix.DomainSocketAddress;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** One client streaming call of gRPC over a Unix domain socket. */
public final class GrpcStream implements TwoJvms {

  private static final String SERVICE = "io.culvert.bench.Payloads";
  private static final byte[] DONE = new byte[0];

  private static final MethodDescriptor<byte[], byte[]> METHOD =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.CLIENT_STREAMING)
          .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "send"))
          .setRequestMarshaller(new PayloadMarshaller())
          .setResponseMarshaller(new PayloadMarshaller())
          .build();

  /** The call is ready for more while less than this waits for the socket; 32 KiB by default. */
  private static final CallOptions CALL_OPTIONS = CallOptions.DEFAULT.withOnReadyThreshold(1 << 20);

  @Override
  public Receiving receiver(Job job) throws IOException {
    String address = job.directory().resolve("grpc").toString();
    PayloadReceiver receiver = new PayloadReceiver();
    EventLoopGroup group = eventLoop();
    NettyServerBuilder.forAddress(new DomainSocketAddress(address))
        .channelType(EpollServerDomainSocketChannel.class)
        .bossEventLoopGroup(group)
        .workerEventLoopGroup(group)
        .directExecutor()
        .addService(
            ServerServiceDefinition.builder(SERVICE)
                .addMethod(METHOD, ServerCalls.asyncClientStreamingCall(receiver::payloads))
                .build())
        .build()
        .start();
    return Receiving.at(address, receiver::run);
  }

  @Override
  public Sending sender(Job job) {
    return GrpcStream::send;
  }

  private static void send(String address, Iterator<byte[]> payloads) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(new DomainSocketAddress(address))
            .channelType(EpollDomainSocketChannel.class)
            .eventLoopGroup(eventLoop())
            .directExecutor()
            .usePlaintext()
            .build();
    PayloadSender sender = new PayloadSender(payloads);
    ClientCalls.asyncClientStreamingCall(channel.newCall(METHOD, CALL_OPTIONS), sender);
    sender.run();
    channel.shutdown();
  }

  private static EventLoopGroup eventLoop() {
    return new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  }

  private static final class PayloadReceiver {

    private final CompletableFuture<Consumer<byte[]>> consumer = new CompletableFuture<>();
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    void run(Consumer<byte[]> payloads) {
      consumer.complete(payloads);
      end.join();
    }

    StreamObserver<byte[]> payloads(StreamObserver<byte[]> response) {
      Consumer<byte[]> receiver = consumer.join();
      return new StreamObserver<>() {
        @Override
        public void onNext(byte[] payload) {
          receiver.accept(payload);
        }

        @Override
        public void onError(Throwable cause) {
          end.completeExceptionally(cause);
        }

        @Override
        public void onCompleted() {
          response.onNext(DONE);
          response.onCompleted();
          end.complete(null);
        }
      };
    }
  }
}
