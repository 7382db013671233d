package io.culvert.stage;

import java.util.Objects;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.GraphStageLogic;

/**
 * INTERNAL API. Pushes what it reads from a ring.
 *
 * @param <T> the type of the elements
 */
public final class RingSourceStage<T>
    extends AbstractGraphStageWithMaterializedValue<SourceShape<T>, SourceHandle> {

  private final RingEnd<T> end;
  private final Outlet<T> out = Outlet.create("RingSource.out");
  private final SourceShape<T> shape = SourceShape.of(out);

  /**
   * A blueprint.
   *
   * @param end which ring
   */
  public RingSourceStage(RingEnd<T> end) {
    this.end = Objects.requireNonNull(end, "end");
  }

  @Override
  public SourceShape<T> shape() {
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
    return Pair.create(new RingSourceLogic<>(shape, end, handle), handle);
  }

  @Override
  public String toString() {
    return "RingSource(" + end + ")";
  }
}
