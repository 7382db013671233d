package io.culvert.bench.throughput;

import io.culvert.bench.contender.Entry;
import io.culvert.bench.jvm.WorkerCommand;
import java.nio.file.Path;
import java.util.List;

/**
 * A contender to be measured, of this build or of another one.
 *
 * @param name in tables
 * @param base name of the subject that it is compared with; its own name if it is a base itself
 * @param entry the contender
 * @param command starts its JVMs
 */
public record Subject(String name, String base, Entry entry, WorkerCommand command) {

  private static final String OTHER_BUILD = " (other build)";

  /** Returns a contender of this build, to be compared with a base. */
  public static Subject ofThisBuild(Entry entry, String base) {
    return new Subject(entry.name(), base, entry, WorkerCommand.of(entry));
  }

  /** Returns a contender of this build, to be compared with the same one of another build. */
  public static Subject besideOtherBuild(Entry entry) {
    return ofThisBuild(entry, entry.name() + OTHER_BUILD);
  }

  /** Returns a contender of another build, whose bench the jar is. */
  public static Subject ofOtherBuild(Entry entry, Path jar) {
    String name = entry.name() + OTHER_BUILD;
    return new Subject(name, name, entry, WorkerCommand.of(entry).withBuild(jar));
  }

  /** Returns the subject with a prefix of the command that starts its JVMs. */
  public Subject withPrefix(List<String> prefix) {
    return new Subject(name, base, entry, command.withPrefix(prefix));
  }

  /** Returns how many JVMs a pair of it has. */
  int jvms() {
    return entry.inOneJvm() ? 1 : 2;
  }
}
