package io.culvert.peer;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Takes note of who says to have the role. Whoever is killed has it until its process has ended:
 * only then does the kernel give its lock to others.
 */
final class RoleReferee implements AutoCloseable {

  private final ServerSocket server;
  private final List<String> fouls = new CopyOnWriteArrayList<>();
  private final Map<Integer, Process> fighters = new ConcurrentHashMap<>();
  private int owner = NOBODY;
  private long acquisitions;

  private static final int NOBODY = -1;

  RoleReferee() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  void admit(int number, Process fighter) {
    fighters.put(number, fighter);
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
      // It was killed; if it had the role, that ends with its process.
    }
  }

  private synchronized void note(int number, int word) {
    if (word == RoleFighter.MINE) {
      if (owner != NOBODY && owner != number && fighters.get(owner).isAlive()) {
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
