package io.culvert.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/**
 * Records which JVM reports that it has the role, and every violation. A JVM that is killed has its
 * role until its process has ended, because only then does the kernel free its lock.
 */
public final class RoleRaceMonitor implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Map<Integer, Process> contenders = new ConcurrentHashMap<>();
  private final Set<Integer> killed = ConcurrentHashMap.newKeySet();
  private int owner = NO_OWNER;
  private long acquisitions;

  private static final int NO_OWNER = -1;
  private static final int TIMEOUT_SECONDS = 30;

  public RoleRaceMonitor() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  public void register(int number, Process contender) {
    contenders.put(number, contender);
  }

  /** Must be called before the JVM is killed. */
  public void expectKill(Process contender) {
    contenders.forEach(
        (number, process) -> {
          if (process == contender) {
            killed.add(number);
          }
        });
  }

  public List<String> violations() {
    return violations;
  }

  public synchronized long acquisitions() {
    return acquisitions;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        daemon(() -> listen(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void listen(Socket socket) {
    int number = NO_OWNER;
    try (socket) {
      DataInputStream input = new DataInputStream(socket.getInputStream());
      number = input.readInt();
      for (int word = input.read(); word >= 0; word = input.read()) {
        onReport(number, word);
        socket.getOutputStream().write(word);
      }
    } catch (IOException e) {
      // The JVM was killed; if it had the role, the role ends with its process.
    }
  }

  /** A report of a JVM that is being killed may arrive after another JVM has acquired the role. */
  private synchronized void onReport(int number, int word) {
    if (killed.contains(number)) {
      return;
    }
    if (word == RoleContender.ACQUIRED) {
      if (owner != NO_OWNER && owner != number && !hasEnded(owner)) {
        violations.add("contender " + number + " has the role of contender " + owner);
      }
      owner = number;
      acquisitions++;
    } else if (owner != number) {
      violations.add("contender " + number + " releases the role of contender " + owner);
    } else {
      owner = NO_OWNER;
    }
  }

  /**
   * The kernel frees the lock while the killed process exits; this JVM learns of the exit a little
   * later.
   */
  private boolean hasEnded(int number) {
    Process contender = contenders.get(number);
    try {
      return killed.contains(number)
          ? contender.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          : !contender.isAlive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "role-race-monitor");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
