package io.culvert.stage;

import io.culvert.annotation.InternalApi;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.GraphStageLogic;

/** Writes each pushed element into a ring. */
@InternalApi
public final class RingSinkStage<T>
    extends AbstractGraphStageWithMaterializedValue<SinkShape<T>, SinkHandle> {

  private final RingRef<T> ring;
  private final Stay stay;
  private final Supplier<ElementTokens<T>> tokens;
  private final Inlet<T> in = Inlet.create("RingSink.in");
  private final SinkShape<T> shape = SinkShape.of(in);

  /**
   * Creates a blueprint.
   *
   * @param ring the ring
   * @param stay how long the sink keeps its role
   */
  public RingSinkStage(RingRef<T> ring, Stay stay) {
    this.ring = Objects.requireNonNull(ring, "ring");
    this.stay = Objects.requireNonNull(stay, "stay");
    this.tokens = ElementTokens::none;
  }

  /**
   * Creates a blueprint of a sink that stores a token with each element, and keeps its role until
   * the reader has taken everything.
   *
   * @param ring the ring
   * @param token computes the token of an element
   */
  public RingSinkStage(RingRef<T> ring, ToLongFunction<? super T> token) {
    this.ring = Objects.requireNonNull(ring, "ring");
    this.stay = Stay.UNTIL_DRAINED;
    Objects.requireNonNull(token, "token");
    this.tokens = () -> ElementTokens.of(token);
  }

  @Override
  public SinkShape<T> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("ringSink");
  }

  @Override
  public Pair<GraphStageLogic, SinkHandle> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    SinkHandle handle = new SinkHandle();
    return Pair.create(
        new RingSinkLogic<>(shape, ring, stay, handle, tokens.get(), inheritedAttributes), handle);
  }

  @Override
  public String toString() {
    return "RingSink(" + ring + ")";
  }
}
