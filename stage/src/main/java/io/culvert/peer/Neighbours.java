package io.culvert.peer;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The wait points of this JVM. Two sides in the same JVM wake each other through them, without
 * a socket and without the conductor in between.
 */
final class Neighbours {

  private static final Neighbours OF_THIS_JVM = new Neighbours();

  private final ConcurrentMap<Key, WaitPoint> points = new ConcurrentHashMap<>();

  private record Key(UUID ringId, Role role) {}

  static Neighbours ofThisJvm() {
    return OF_THIS_JVM;
  }

  void add(UUID ringId, Role role, WaitPoint point) {
    points.put(new Key(ringId, role), point);
  }

  void remove(UUID ringId, Role role, WaitPoint point) {
    points.remove(new Key(ringId, role), point);
  }

  /** Returns the wait point of a role; null if the role is not held in this JVM. */
  WaitPoint find(UUID ringId, Role role) {
    return points.get(new Key(ringId, role));
  }
}
