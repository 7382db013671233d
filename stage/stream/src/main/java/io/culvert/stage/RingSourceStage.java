package io.culvert.stage;

import io.culvert.Committable;
import io.culvert.annotation.InternalApi;
import java.util.Objects;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * Pushes what it reads from a ring.
 *
 * @param <T> the type of the elements in the ring
 */
@InternalApi
public final class RingSourceStage<T, E>
    extends AbstractGraphStageWithMaterializedValue<SourceShape<E>, SourceHandle> {

  private final RingRef<T> ring;
  private final RingSourceLogic.Deliveries<T, E> deliveries;
  private final Outlet<E> out = Outlet.create("RingSource.out");
  private final SourceShape<E> shape = SourceShape.of(out);

  private RingSourceStage(RingRef<T> ring, RingSourceLogic.Deliveries<T, E> deliveries) {
    this.ring = Objects.requireNonNull(ring, "ring");
    this.deliveries = deliveries;
  }

  /**
   * Creates a source that releases an element when downstream asks for the next one.
   *
   * @param ring the ring
   * @return a blueprint
   */
  public static <T> RingSourceStage<T, T> releasing(RingRef<T> ring) {
    return new RingSourceStage<>(ring, (settings, onCommit) -> new AutoReleaseDelivery<>());
  }

  /**
   * Creates a source that releases an element when it is committed.
   *
   * @param ring the ring
   * @return a blueprint
   */
  public static <T> RingSourceStage<T, Committable<T>> committable(RingRef<T> ring) {
    return new RingSourceStage<>(
        ring,
        (settings, onCommit) -> new CommittableDelivery<>(settings.maxUncommitted(), onCommit));
  }

  @Override
  public SourceShape<E> shape() {
    return shape;
  }

  @Override
  public Attributes initialAttributes() {
    return Attributes.name("ringSource");
  }

  @Override
  public Pair<GraphStageLogic, SourceHandle> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    SourceHandle handle = new SourceHandle();
    return Pair.create(
        new RingSourceLogic<>(shape, ring, deliveries, handle, inheritedAttributes), handle);
  }

  @Override
  public String toString() {
    return "RingSource(" + ring + ")";
  }
}
