package io.culvert.examples.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A JVM of a job, seen from itself; {@link Job} has started it. */
public final class JobMember {

  private JobMember() {}

  /**
   * Finds the rings of the job, and ends this JVM when the one that has started it is gone.
   *
   * @param name what messages call this JVM
   * @param directory of the rings: its first argument
   * @return the rings
   * @throws JobException when it is no directory of a job
   */
  public static JobRings join(String name, String directory) {
    JobRings rings = JobRings.in(Path.of(directory));
    Thread watch = new Thread(() -> endWithTheJob(name, rings), "end-with-the-job");
    watch.setDaemon(true);
    watch.start();
    return rings;
  }

  /**
   * Standard input is a pipe from the first JVM. It ends when that process does, whatever has ended
   * it; then nobody needs the rings any more, and nobody else is left to remove them.
   */
  private static void endWithTheJob(String name, JobRings rings) {
    try (rings) {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      System.err.println(name + ": cannot remove " + rings.directory() + ": " + e);
    }
    Runtime.getRuntime().halt(1);
  }
}
