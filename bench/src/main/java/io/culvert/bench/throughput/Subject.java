package io.culvert.bench.throughput;

import io.culvert.bench.contender.Entry;
import io.culvert.bench.jvm.WorkerCommand;
import java.nio.file.Path;

/**
 * What is measured: a contender, as this build or another one has it.
 *
 * @param name what tables call it
 * @param base name of the subject that it is compared with; its own name if it is a base itself
 * @param entry the contender
 * @param command how its JVMs are started
 */
public record Subject(String name, String base, Entry entry, WorkerCommand command) {

  private static final String OTHER_BUILD = " (other build)";

  /**
   * Returns a contender as this build has it.
   *
   * @param entry the contender
   * @param base name of the contender that it is compared with
   * @return the subject
   */
  public static Subject ofThisBuild(Entry entry, String base) {
    return new Subject(entry.name(), base, entry, WorkerCommand.of(entry));
  }

  /**
   * Returns a contender as this build has it, to be compared with another build.
   *
   * @param entry the contender
   * @return the subject
   */
  public static Subject besideOtherBuild(Entry entry) {
    return ofThisBuild(entry, entry.name() + OTHER_BUILD);
  }

  /**
   * Returns a contender as another build has it.
   *
   * @param entry the contender
   * @param jar of the other build
   * @return the subject
   */
  public static Subject ofOtherBuild(Entry entry, Path jar) {
    String name = entry.name() + OTHER_BUILD;
    return new Subject(name, name, entry, WorkerCommand.of(entry).withBuild(jar));
  }

  /** Returns how many JVMs a pair of it has. */
  int jvms() {
    return entry.inOneJvm() ? 1 : 2;
  }
}
