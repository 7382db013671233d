package io.culvert.mutation;

import java.util.List;

/** The checks by which a stage that waits is woken, and once. */
final class WaitPointMutants {

  private static final String RACE =
      "WaitPointTest#everyArmingLeadsToAWakeUpOrIsTakenBackAndNeverBoth";
  private static final String WOKEN_ONCE = "WaitPointTest#whoRingsWakesOnce";
  private static final String SPINNING = "WaitPointTest#whileTheConductorSpinsNobodyIsAskedToRing";

  private WaitPointMutants() {}

  static List<Mutant> all() {
    return new MutantList("io.culvert.peer")
        .of("WaitPoint")
        .mutant(
            "wakes who is not armed",
            "if (armed.compareAndSet(true, false)) { wake.run();",
            "if (armed.compareAndSet(true, false) || true) { wake.run();",
            WOKEN_ONCE)
        .mutant(
            "wakes once for each who finds it armed",
            "if (armed.compareAndSet(true, false)) { wake.run();",
            "if (armed.get()) { armed.set(false); wake.run();",
            RACE)
        .mutant(
            "takes an arming back that somebody has fired",
            "if (armed.compareAndSet(true, false)) { signals.unpark();",
            "if (armed.get()) { armed.set(false); signals.unpark();",
            RACE)
        .without(
            "goes on saying that it waits",
            "signals.unpark();",
            "WaitPointTest#aSideThatDoesNotWaitIsNotToBeWoken")
        .mutant(
            "wakes when there is nothing",
            "return armed.get() && isReady() && fire();",
            "return armed.get() && fire();",
            "WaitPointTest#whoLooksForTheStageWakesItOnlyWhenThereIsSomething")
        .mutant(
            "asks to be woken while the conductor looks",
            "if (!parkedByConductor) {",
            "if (true) {",
            SPINNING)
        .without(
            "does not ask to be woken when the conductor looks no longer",
            "signals.park(wanted);",
            SPINNING)
        .toList();
  }
}
