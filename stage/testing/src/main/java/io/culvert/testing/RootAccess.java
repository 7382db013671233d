package io.culvert.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Operations that only root may do. Tests that need them are skipped for other users. */
public final class RootAccess {

  private static final int OTHER_USER = 65_534;
  private static final Path SELF = Path.of("/proc/self");

  private RootAccess() {}

  /** A file system of the test's own, to fill or to make read-only. */
  public static final class Mount implements AutoCloseable {

    private final Path path;

    private Mount(Path path) {
      this.path = path;
    }

    public void makeReadOnly() throws IOException {
      assertThat(run("mount", "-o", "remount,ro", path.toString())).isTrue();
    }

    @Override
    public void close() throws IOException {
      assertThat(run("umount", "-l", path.toString())).isTrue();
    }
  }

  /** Mounts a file system in memory on an existing directory. */
  public static Mount mount(Path directory, String size) throws IOException {
    return mount("tmpfs", "mode=700,size=" + size, directory);
  }

  /** Mounts a file system whose type has the name of a possible network file system. */
  public static Mount mountNetworkLike(Path directory) throws IOException {
    return mount("fusectl", "defaults", directory);
  }

  private static Mount mount(String type, String options, Path directory) throws IOException {
    assumeRoot("a mounted file system");
    boolean mounted = run("mount", "-t", type, "-o", options, "none", directory.toString());
    assume(mounted, "the permission to mount a file system of type " + type);
    return new Mount(directory);
  }

  /** Makes another user the owner of a file. */
  public static void changeOwner(Path file) throws IOException {
    assumeRoot("a file of another user");
    Files.setAttribute(file, "unix:uid", OTHER_USER);
  }

  /** Skips the test, with a message, unless it runs as root. */
  public static void assumeRoot(String need) throws IOException {
    boolean root = Files.exists(SELF) && Files.getAttribute(SELF, "unix:uid").equals(0);
    assume(root, need + ", which only root can create");
  }

  private static void assume(boolean condition, String need) {
    if (!condition) {
      System.err.println("SKIPPED: this test needs " + need);
    }
    Assumptions.assumeTrue(condition, need);
  }

  /** Runs a command; returns whether it succeeded. */
  public static boolean run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (InterruptedException e) {
      throw new IOException(e);
    } finally {
      process.destroyForcibly();
    }
  }
}
