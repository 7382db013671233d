package io.culvert.examples.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JvmProcessIT {

  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** Prints each line that it reads, and ends with 3 at the line "end". */
  static final class Echo {

    public static void main(String[] arguments) {
      try (Scanner in = new Scanner(System.in)) {
        while (in.hasNextLine()) {
          String line = in.nextLine();
          System.out.println(arguments[0] + line);
          if (line.equals("end")) {
            System.exit(3);
          }
        }
      }
    }
  }

  @Test
  void shouldPassLinesWhenBothSidesTalk() throws Exception {
    try (JvmProcess jvm = start()) {
      jvm.tell("one");
      assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo(">one");
      jvm.tell("end");
      assertThat(jvm.ended().get(30, TimeUnit.SECONDS)).isEqualTo(3);
      assertThat(lines).as("all lines are there when it has ended").containsExactly(">end");
    }
  }

  @Test
  void shouldKillJvmWhenClosed() throws Exception {
    JvmProcess jvm = start();
    jvm.tell("one");
    assertThat(lines.poll(30, TimeUnit.SECONDS)).isEqualTo(">one");
    assertThat(ProcessHandle.of(jvm.pid())).isPresent();
    jvm.close();
    assertThat(jvm.ended()).isCompleted();
    assertThatIOException().isThrownBy(() -> jvm.tell("two"));
  }

  private JvmProcess start() throws Exception {
    return JvmProcess.start(
        "echo",
        JvmCommand.likeThisOne(Echo.class, List.of(">"))
            .withFlags(List.of("-XX:TieredStopAtLevel=1")),
        Redirect.PIPE,
        lines::add);
  }
}
