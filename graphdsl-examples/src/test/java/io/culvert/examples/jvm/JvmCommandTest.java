package io.culvert.examples.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmCommandTest {

  @Test
  void shouldPutPrefixFirstWhenThereIsOne() {
    List<String> words =
        JvmCommand.of(JvmCommandTest.class, List.of("one", "two"))
            .withPrefix(List.of("nice", "-n", "5"))
            .withFlags(List.of("-Xmx64m"))
            .withClassPath("a.jar")
            .words();
    assertThat(words).startsWith("nice", "-n", "5").hasSize(10);
    assertThat(words.get(3)).endsWith("java");
    assertThat(words)
        .endsWith("-Xmx64m", "-classpath", "a.jar", JvmCommandTest.class.getName(), "one", "two");
  }

  @Test
  void shouldOmitFlagWhenItOpensPort() {
    assertThat(JvmCommand.likeThisOne(JvmCommandTest.class, List.of()).flags())
        .noneMatch(flag -> flag.contains("jdwp") || flag.contains("jmxremote"));
  }
}
