package io.culvert.peer;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A process of another user that connects to a doorbell and sends a valid hello. It needs only this
 * class, because that user cannot read the other ones.
 */
public final class ForeignCaller {

  private ForeignCaller() {}

  /** Takes the socket and the two halves of the ring's id; prints the outcome. */
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
