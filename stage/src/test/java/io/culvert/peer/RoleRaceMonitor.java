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
 * Records which JVM reports that it has the role, and every violation. A JVM that is killed has
 * its role until its process has ended, because only then does the kernel free its lock.
 */
final class RoleRaceMonitor implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> fouls = new CopyOnWriteArrayList<>();
  private final Map<Integer, Process> fighters = new ConcurrentHashMap<>();
  private final Set<Integer> doomed = ConcurrentHashMap.newKeySet();
  private int owner = NOBODY;
  private long acquisitions;

  private static final int NOBODY = -1;
  private static final int PATIENCE_SECONDS = 30;

  RoleRaceMonitor() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void admit(int number, Process fighter) {
    fighters.put(number, fighter);
  }

  /** Must be called before the JVM is killed. */
  void doom(Process fighter) {
    fighters.forEach(
        (number, process) -> {
          if (process == fighter) {
            doomed.add(number);
          }
        });
  }

  List<String> fouls() {
    return fouls;
  }

  synchronized long acquisitions() {
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
    int number = NOBODY;
    try (socket) {
      DataInputStream input = new DataInputStream(socket.getInputStream());
      number = input.readInt();
      for (int word = input.read(); word >= 0; word = input.read()) {
        note(number, word);
        socket.getOutputStream().write(word);
      }
    } catch (IOException e) {
      // The JVM was killed; if it had the role, the role ends with its process.
    }
  }

  /**
   * A report of a JVM that is being killed may arrive after another JVM has acquired the role.
   */
  private synchronized void note(int number, int word) {
    if (doomed.contains(number)) {
      return;
    }
    if (word == RoleContender.MINE) {
      if (owner != NOBODY && owner != number && !isOver(owner)) {
        fouls.add("fighter " + number + " has the role of fighter " + owner);
      }
      owner = number;
      acquisitions++;
    } else if (owner != number) {
      fouls.add("fighter " + number + " gives up what fighter " + owner + " has");
    } else {
      owner = NOBODY;
    }
  }

  /**
   * The kernel frees the lock while the killed process exits; this JVM learns of the exit a
   * little later.
   */
  private boolean isOver(int number) {
    Process fighter = fighters.get(number);
    try {
      return doomed.contains(number)
          ? fighter.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
          : !fighter.isAlive();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "referee");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
