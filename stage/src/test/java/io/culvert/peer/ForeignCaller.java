package io.culvert.peer;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A process of another user that calls a doorbell, and knows what to say. It needs no class but its
 * own, because that user may not read ours.
 */
public final class ForeignCaller {

  private ForeignCaller() {}

  /** Socket, and the two halves of the ring's id. Prints what comes back. */
  public static void main(String[] arguments) throws Exception {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(arguments[0]));
      System.out.println("connected");
      ByteBuffer hello = ByteBuffer.allocate(2 * Long.BYTES);
      hello.putLong(Long.parseLong(arguments[1])).putLong(Long.parseLong(arguments[2])).flip();
      try {
        channel.write(hello);
        System.out.println(channel.read(ByteBuffer.allocate(1)) > 0 ? "answered" : "refused");
      } catch (java.io.IOException e) {
        System.out.println("refused");
      }
    }
  }
}
