package io.culvert.stage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.stream.SubscriptionWithCancelException;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Records every signal. All methods may be called by other threads. */
public final class RecordingSubscriber implements Subscriber<String> {

  private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
  private final List<String> elements = new CopyOnWriteArrayList<>();

  /** Empty for a completion. */
  private final List<Optional<Throwable>> terminals = new CopyOnWriteArrayList<>();

  @Override
  public void onSubscribe(Subscription given) {
    subscription.complete(given);
  }

  @Override
  public void onNext(String element) {
    elements.add(element);
  }

  @Override
  public void onComplete() {
    terminals.add(Optional.empty());
  }

  @Override
  public void onError(Throwable failure) {
    terminals.add(Optional.of(failure));
  }

  public void request(long count) {
    subscription.join().request(count);
  }

  public void cancel() {
    subscription.join().cancel();
  }

  /** Cancels. A stream that had ended before it was subscribed to takes no cause. */
  public void cancel(Throwable cause) {
    if (subscription.join() instanceof SubscriptionWithCancelException open) {
      open.cancel(cause);
    } else {
      cancel();
    }
  }

  public List<String> elements() {
    return elements;
  }

  public boolean isTerminated() {
    return !terminals.isEmpty();
  }

  public int terminals() {
    return terminals.size();
  }

  public List<Throwable> failures() {
    return terminals.stream().flatMap(Optional::stream).toList();
  }

  @Override
  public String toString() {
    return elements.stream().map(text -> text.substring(0, 3)).toList() + " " + terminals;
  }
}
