package io.culvert.ring.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The id of the current boot of this host, by which a ring from before a reboot is recognised. */
final class BootId {

  /** The boot id on a system that has none. */
  static final UUID UNKNOWN = new UUID(0, 0);

  private static final Path SOURCE = Path.of("/proc/sys/kernel/random/boot_id");

  private static final UUID CURRENT = read();

  private BootId() {}

  static UUID current() {
    return CURRENT;
  }

  private static UUID read() {
    try {
      return Files.isReadable(SOURCE) ? UUID.fromString(Files.readString(SOURCE).trim()) : UNKNOWN;
    } catch (IOException | IllegalArgumentException e) {
      return UNKNOWN;
    }
  }
}
