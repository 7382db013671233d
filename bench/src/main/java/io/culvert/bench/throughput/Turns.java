package io.culvert.bench.throughput;

import io.culvert.bench.BenchException;
import io.culvert.bench.machine.Freezer;
import io.culvert.bench.machine.OtherProcesses;
import io.culvert.bench.report.Instance;
import io.culvert.bench.report.Window;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Runs the pairs of a block: in turn, or one after the other. */
final class Turns {

  private final Method method;
  private final OtherProcesses others;
  private final Consumer<String> onStep;
  private final BiConsumer<Pair, BenchException> onFailure;
  private final Stopwatch stopwatch;

  Turns(
      Method method,
      OtherProcesses others,
      Consumer<String> onStep,
      BiConsumer<Pair, BenchException> onFailure) {
    this.method = method;
    this.others = others;
    this.onStep = onStep;
    this.onFailure = onFailure;
    this.stopwatch = new Stopwatch(others, method.window());
  }

  /** Warms all pairs, freezes them, and thaws one after the other for a window, A B C, C B A. */
  List<Instance> inTurn(Plan.Block block) {
    if (block.inTurn().isEmpty()) {
      return List.of();
    }
    List<Pair> started = new ArrayList<>();
    try (Freezer freezer = Freezer.start(others)) {
      List<Pair> living = new ArrayList<>();
      for (Subject subject : block.inTurn()) {
        Pair pair = start(subject, block);
        started.add(pair);
        if (succeeds(pair, warm -> warmAndFreeze(warm, freezer))) {
          living.add(pair);
        }
      }
      for (int round = 1; round <= method.windows(); round++) {
        int number = round;
        living.removeIf(pair -> !succeeds(pair, one -> measure(one, number, freezer)));
        Collections.reverse(living);
      }
      List<Instance> instances = new ArrayList<>();
      for (Pair pair : living) {
        succeeds(
            pair,
            one -> {
              freezer.thaw(one.pids());
              instances.add(one.finish());
              one.close();
            });
      }
      return instances;
    } finally {
      started.forEach(Pair::close);
    }
  }

  private void warmAndFreeze(Pair pair, Freezer freezer) {
    pair.warmUp(method.warmUp(pair.subject()));
    freezer.freeze(pair.pids());
  }

  /** Measures a window, again and again if it is disturbed, but not more often than allowed. */
  private void measure(Pair pair, int round, Freezer freezer) {
    for (int i = 0; i < Method.TRIES; i++) {
      Window window = stopwatch.ofFrozen(pair, round, freezer);
      pair.add(window);
      if (window.clean()) {
        return;
      }
    }
  }

  /** Runs each pair by itself, from its start to its end, without a pause. */
  List<Instance> alone(Plan.Block block) {
    List<Instance> instances = new ArrayList<>();
    for (Subject subject : block.alone()) {
      try (Pair pair = start(subject, block)) {
        succeeds(
            pair,
            one -> {
              one.warmUp(method.warmUp(subject));
              for (int round = 1; round <= method.windows(); round++) {
                one.add(stopwatch.ofRunning(one, round));
              }
              instances.add(one.finish());
            });
      }
    }
    return instances;
  }

  private Pair start(Subject subject, Plan.Block block) {
    onStep.accept(subject.name() + ", " + block.size() + " bytes, pair " + block.pair());
    Pair pair = new Pair(subject, block.size(), block.pair(), method.capacity());
    pair.pids().forEach(others::exclude);
    return pair;
  }

  private boolean succeeds(Pair pair, Consumer<Pair> action) {
    try {
      action.accept(pair);
      return true;
    } catch (BenchException e) {
      onFailure.accept(pair, e);
      return false;
    }
  }
}
