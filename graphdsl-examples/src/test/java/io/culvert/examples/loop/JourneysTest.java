package io.culvert.examples.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.culvert.EdgeSettings;
import io.culvert.EdgeTransport;
import io.culvert.examples.data.FlightData;
import io.culvert.testkit.CulvertTestKit;
import io.culvert.testkit.junit.CulvertTest;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.apache.pekko.stream.BufferOverflowException;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loop ends with every kind of edge, also if the edges hold few of its travellers. */
@CulvertTest
class JourneysTest {

  private static final int EDGE_CAPACITY = 2;

  private final Timetable timetable = new Timetable(FlightData.lines());
  private final List<Traveller> travellers = timetable.travellers();

  private List<Traveller> arrived(EdgeTransport memory, int waitingRoom, CulvertTestKit kit)
      throws Exception {
    EdgeSettings settings =
        EdgeSettings.create(kit.system()).withMemory(memory).withCapacity(EDGE_CAPACITY);
    CompletionStage<List<Traveller>> all =
        Journeys.arrived(travellers, timetable, waitingRoom, settings)
            .runWith(Sink.seq(), kit.system());
    return all.toCompletableFuture().get(1, TimeUnit.MINUTES);
  }

  private Traveller alone(Traveller traveller) {
    Traveller now = traveller;
    while (timetable.hasFlight(now)) {
      now = timetable.fly(now);
    }
    return now;
  }

  @ParameterizedTest
  @EnumSource(EdgeTransport.class)
  void shouldArriveAsAloneWhenAllTravel(EdgeTransport memory, CulvertTestKit kit) throws Exception {
    assertThat(arrived(memory, travellers.size(), kit))
        .containsExactlyInAnyOrderElementsOf(travellers.stream().map(this::alone).toList());
  }

  /** There are more travellers than the edges and this room can hold. */
  @ParameterizedTest
  @EnumSource(EdgeTransport.class)
  void shouldFailWhenLoopHoldsMoreThanItsRoom(EdgeTransport memory, CulvertTestKit kit) {
    assertThatThrownBy(() -> arrived(memory, EDGE_CAPACITY, kit))
        .hasCauseInstanceOf(BufferOverflowException.class);
  }

  @Test
  void shouldNameBusiestWhenSummed() {
    List<Traveller> begin = List.of(new Traveller(0, "ORD", 0, 0), new Traveller(1, "SFO", 0, 0));
    List<Traveller> end = List.of(new Traveller(1, "JFK", 9, 2), new Traveller(0, "LAX", 9, 1));
    assertThat(Journeys.summary(begin, end))
        .isEqualTo("2 travellers took 3 flights; most, 2, went from SFO to JFK");
  }

  @Test
  void shouldDecodeSameTravellerWhenEncoded() {
    Traveller traveller = new Traveller(7, "ORD", 16_000_000_000L, 3);
    UnsafeBuffer bytes = new UnsafeBuffer(new byte[32]);
    int length = TravellerCodec.INSTANCE.encode(traveller, bytes, 5);
    assertThat(TravellerCodec.INSTANCE.decode(bytes, 5, length)).isEqualTo(traveller);
    assertThatThrownBy(() -> TravellerCodec.INSTANCE.decode(bytes, 5, length - 1))
        .hasMessage("traveller of another length: found=18, wanted=19");
  }
}
