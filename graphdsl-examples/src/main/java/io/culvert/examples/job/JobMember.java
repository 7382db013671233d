package io.culvert.examples.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A JVM that a {@link Job} has started, seen from itself. */
public final class JobMember {

  private JobMember() {}

  /**
   * Returns the rings of the job, and ends this JVM when the first JVM of the job ends.
   *
   * @param name of this JVM in messages
   * @param directory of the rings: the first argument of this JVM
   * @throws JobException if it is not the directory of a job
   */
  public static JobRings join(String name, String directory) {
    JobRings rings = JobRings.in(Path.of(directory));
    Thread watch = new Thread(() -> endWithTheJob(name, rings), "end-with-the-job");
    watch.setDaemon(true);
    watch.start();
    return rings;
  }

  /**
   * Standard input is a pipe from the first JVM. It ends when that process does, even if it was
   * killed. Then no process needs the rings any more, and this one must remove them.
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
