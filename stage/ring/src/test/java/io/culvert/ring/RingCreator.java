package io.culvert.ring;

import io.culvert.ring.file.MappedRing;
import io.culvert.ring.file.RingDirectory;
import io.culvert.ring.file.RingSpec;
import io.culvert.ring.layout.RingDescriptor;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The main class of a JVM that creates rings while other JVMs create the same ones. */
public final class RingCreator {

  public static final int RINGS = 100;

  private static final String READY = "ready";
  private static final String ID = "id=";

  private RingCreator() {}

  /**
   * Creates rings as soon as the start file exists, and prints their ids.
   *
   * @param args the directory for the rings, and the start file
   */
  public static void main(String[] args) {
    System.out.println(READY);
    Path go = Path.of(args[1]);
    while (!Files.exists(go)) {
      Thread.onSpinWait();
    }
    RingDirectory directory = RingDirectory.local(Path.of(args[0]));
    RingSpec spec = RingSpec.ofBytes(RingDescriptor.MIN_CAPACITY);
    for (int i = 0; i < RINGS; i++) {
      try (MappedRing ring = MappedRing.openOrCreate(directory, "ring" + i, spec)) {
        System.out.println(ID + ring.header().ringId());
      }
    }
  }

  public static void awaitReady(ForkedJvm... creators) {
    for (ForkedJvm creator : creators) {
      Await.until(() -> creator.output().contains(READY), creator::output);
    }
  }

  public static List<String> ids(ForkedJvm creator) {
    return creator.output().lines().filter(line -> line.startsWith(ID)).toList();
  }

  public static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
