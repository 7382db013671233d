package io.culvert.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.InHandler;
import org.apache.pekko.stream.stage.OutHandler;

/**
 * A flow that emits an element of its own a few times, then passes its input on. It completes after
 * a number of elements and materializes the bytes that its thread allocated during the second half
 * of them: the first half includes everything that is done once. The probe allocates nothing
 * itself.
 */
public final class AllocationProbe<T>
    extends AbstractGraphStageWithMaterializedValue<FlowShape<T, T>, CompletionStage<Long>> {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final T first;
  private final int times;
  private final int elements;
  private final Inlet<T> in = Inlet.create("AllocationProbe.in");
  private final Outlet<T> out = Outlet.create("AllocationProbe.out");

  public AllocationProbe(T first, int times, int elements) {
    this.first = first;
    this.times = times;
    this.elements = elements;
  }

  @Override
  public FlowShape<T, T> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<Long>> createLogicAndMaterializedValuePair(
      Attributes attributes) {
    CompletableFuture<Long> allocated = new CompletableFuture<>();
    return Pair.create(new Logic(allocated), allocated);
  }

  private final class Logic extends GraphStageLogic implements InHandler, OutHandler {

    private final CompletableFuture<Long> allocated;
    private int sent;
    private Thread thread;
    private long before;

    Logic(CompletableFuture<Long> allocated) {
      super(AllocationProbe.this.shape());
      this.allocated = allocated;
      setHandler(in, this);
      setHandler(out, this);
    }

    @Override
    public void onPull() {
      if (sent < times) {
        send(first);
      } else {
        pull(in);
      }
    }

    @Override
    public void onPush() {
      send(grab(in));
    }

    private void send(T element) {
      sent++;
      if (sent == elements / 2) {
        thread = Thread.currentThread();
        before = THREADS.getCurrentThreadAllocatedBytes();
      } else if (sent == elements) {
        end(THREADS.getCurrentThreadAllocatedBytes() - before);
        return;
      }
      push(out, element);
    }

    private void end(long bytes) {
      if (thread == Thread.currentThread()) {
        allocated.complete(bytes);
      } else {
        allocated.completeExceptionally(new AssertionError("the stream changed its thread"));
      }
      completeStage();
    }

    @Override
    public void onUpstreamFailure(Throwable failure) {
      allocated.completeExceptionally(failure);
      failStage(failure);
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      allocated.completeExceptionally(cause);
      cancelStage(cause);
    }
  }
}
