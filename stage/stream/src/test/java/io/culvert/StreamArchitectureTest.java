package io.culvert;

import io.culvert.testing.ArchitectureContract;
import java.util.List;
import java.util.Map;

/**
 * The arrows of {@code culvert-stream} go one way: {@code javadsl → split → edge → stage}, and from
 * there to {@code culvert-ring}.
 */
class StreamArchitectureTest extends ArchitectureContract {

  private static final String JAVA = "java..";
  private static final String AGRONA = "org.agrona..";
  private static final String PEKKO = "org.apache.pekko..";

  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("", List.of(JAVA, AGRONA, PEKKO, "com.typesafe..", "codec", "peer")),
          Map.entry(
              "stage.system",
              List.of(
                  JAVA,
                  PEKKO,
                  "com.typesafe..",
                  "scala..",
                  "conductor",
                  "peer.sweep",
                  "peer",
                  "ring.file",
                  "",
                  "exceptions",
                  "annotation")),
          Map.entry(
              "stage",
              List.of(
                  JAVA,
                  AGRONA,
                  PEKKO,
                  "scala..",
                  "stage.system",
                  "peer",
                  "peer.lock",
                  "ring",
                  "ring.file",
                  "ring.memory",
                  "ring.layout",
                  "codec",
                  "",
                  "exceptions",
                  "annotation")),
          Map.entry(
              "edge",
              List.of(
                  JAVA,
                  AGRONA,
                  PEKKO,
                  "org.reactivestreams..",
                  "stage",
                  "stage.system",
                  "ring",
                  "ring.file",
                  "codec",
                  "",
                  "annotation")),
          Map.entry("split", List.of(JAVA, PEKKO, "edge", "stage", "codec", "", "annotation")),
          Map.entry(
              "javadsl",
              List.of(JAVA, PEKKO, "split", "edge", "stage", "peer.sweep", "ring", "codec", "")));

  private static final List<String> API = List.of("", "javadsl");

  private static final List<String> API_ELSEWHERE = List.of();

  private static final Map<List<String>, String> PAIRS = Map.of();

  StreamArchitectureTest() {
    super(new Rules(ARROWS, API, API_ELSEWHERE, PAIRS));
  }
}
