package io.culvert.peer;

import io.culvert.annotation.InternalApi;
import io.culvert.peer.lock.Role;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The wait points of this JVM. Two sides in the same JVM wake each other through them, without a
 * socket and without the conductor in between.
 */
@InternalApi
public final class LocalWaitPoints {

  private static final LocalWaitPoints OF_THIS_JVM = new LocalWaitPoints();

  private final ConcurrentMap<Key, WaitPoint> points = new ConcurrentHashMap<>();

  private record Key(UUID ringId, Role role) {}

  /** Creates a registry without wait points. */
  public LocalWaitPoints() {}

  static LocalWaitPoints ofThisJvm() {
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
