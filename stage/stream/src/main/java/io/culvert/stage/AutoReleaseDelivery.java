package io.culvert.stage;

import io.culvert.ring.RingReader;
import java.util.UUID;

/** Hands out the elements themselves, and releases each when downstream asks for the next one. */
final class AutoReleaseDelivery<T> implements Delivery<T, T> {

  private RingReader reader;

  @Override
  public void attach(RingReader attached, UUID ringId) {
    reader = attached;
  }

  @Override
  public void onDemand() {
    reader.release();
  }

  @Override
  public void release() {
    // Only demand releases.
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public T deliver(T element) {
    return element;
  }

  @Override
  public boolean isSettled() {
    return true;
  }

  @Override
  public void close() {
    // Nothing to end.
  }
}
