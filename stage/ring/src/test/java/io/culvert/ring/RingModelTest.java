package io.culvert.ring;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.ring.RingModel.Kind;
import io.culvert.ring.RingModel.Operation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** Compares random operations on a ring with a queue. */
class RingModelTest {

  @Property(tries = 1500, shrinking = ShrinkingMode.BOUNDED)
  void shouldBehaveLikeAQueueThatOutlivesItsSides(
      @ForAll("operations") List<Operation> operations,
      @ForAll("capacities") int capacity,
      @ForAll("firstPositions") long firstPosition) {
    try (TestRing ring = TestRing.heap(capacity, firstPosition)) {
      RingModel model = new RingModel(ring);
      operations.forEach(model::apply);
      model.drain();
      assertThat(ring.head()).isEqualTo(ring.tail());
    }
  }

  @Provide
  Arbitrary<List<Operation>> operations() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(12, Kind.OFFER),
            Tuple.of(8, Kind.COMMIT),
            Tuple.of(2, Kind.ABORT),
            Tuple.of(4, Kind.PUBLISH),
            Tuple.of(10, Kind.READ),
            Tuple.of(3, Kind.READ_ALL),
            Tuple.of(6, Kind.RELEASE),
            Tuple.of(6, Kind.RELEASE_SOME),
            Tuple.of(1, Kind.STREAM),
            Tuple.of(1, Kind.WRITER_CLOSES),
            Tuple.of(1, Kind.WRITER_DIES),
            Tuple.of(1, Kind.READER_CLOSES),
            Tuple.of(1, Kind.READER_DIES),
            Tuple.of(1, Kind.COMPLETE));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, 1000))
        .as(Operation::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(150);
  }

  @Provide
  Arbitrary<Integer> capacities() {
    return Arbitraries.of(1 << 16, 1 << 17, 1 << 18);
  }

  @Provide
  Arbitrary<Long> firstPositions() {
    Arbitrary<Long> bases = Arbitraries.of(0L, 1L << 31, 1L << 32, 1L << 40, 1L << 61);
    Arbitrary<Long> steps = Arbitraries.longs().between(0, 1 << 14);
    return Combinators.combine(bases, steps).as((base, step) -> Math.max(0, base - 8 * step));
  }
}
