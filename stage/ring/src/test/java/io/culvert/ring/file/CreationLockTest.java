package io.culvert.ring.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.exceptions.RingStorageException;
import io.culvert.ring.Background;
import io.culvert.testing.Await;
import io.culvert.testing.ForkedJvm;
import io.culvert.testing.OpenFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tests a lock that excludes threads, processes and copies of the library. */
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CreationLockTest {

  private static final String HELD = "held";

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void setFile() {
    file = directory.resolve("ring.init.lock");
  }

  @AfterEach
  void assertNothingOpen() {
    assertThat(OpenFiles.below(directory)).isEmpty();
  }

  private Background acquireInBackground() {
    return Background.run(() -> CreationLock.acquire(file).close());
  }

  @Test
  void shouldWaitWhenAnotherThreadHoldsTheLock() throws Exception {
    Background other;
    try (CreationLock lock = CreationLock.acquire(file)) {
      assertThat(lock).isNotNull();
      other = acquireInBackground();
      other.awaitWaiting();
      // Closing a second channel on the file would release the lock.
      assertThat(OpenFiles.below(directory)).hasSize(1);
      assertThat(other.isDone()).isFalse();
    }
    other.join();
  }

  @Test
  void shouldWaitWhenAnotherLibraryCopyHoldsTheLock() throws Exception {
    Background other;
    try (FileChannel copy =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(copy.tryLock()).isNotNull();
      other = acquireInBackground();
      other.awaitWaiting();
      assertThat(other.isDone()).isFalse();
    }
    other.join();
  }

  @Test
  void shouldWaitWhenAnotherProcessHoldsTheLock() throws Exception {
    Background other;
    try (ForkedJvm holder = ForkedJvm.start(CreationLockTest.class, file.toString())) {
      Await.until(() -> holder.output().contains(HELD), holder::output);
      other = acquireInBackground();
      other.awaitWaiting();
      assertThat(other.isDone()).isFalse();
    }
    other.join();
  }

  /** Holds the lock in another JVM until that is killed. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    try (CreationLock lock = CreationLock.acquire(Path.of(arguments[0]))) {
      System.out.println(HELD + " " + lock);
      Thread.currentThread().join();
    }
  }

  @Test
  @Tag("slow")
  void shouldTimeOutWhenLockIsNeverReleased() throws IOException {
    try (FileChannel copy =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      assertThat(copy.tryLock()).isNotNull();
      assertThatExceptionOfType(RingStorageException.class)
          .isThrownBy(() -> CreationLock.acquire(file))
          .withMessageContaining("file=" + file)
          .withMessageContaining("waited=");
      assertThat(OpenFiles.below(directory)).hasSize(1);
    }
  }

  @Test
  void shouldNotFollowSymbolicLink() throws IOException {
    Path target = directory.resolve("target");
    Files.createSymbolicLink(file, target);

    assertThatThrownBy(() -> CreationLock.acquire(file)).isInstanceOf(IOException.class);

    assertThat(target).doesNotExist();
  }

  @Test
  @Timeout(5)
  void shouldHoldNothingWhenAcquisitionFails() throws Exception {
    Files.createDirectory(file);
    assertThatThrownBy(() -> CreationLock.acquire(file)).isInstanceOf(IOException.class);
    Files.delete(file);

    acquireInBackground().join();
  }
}
