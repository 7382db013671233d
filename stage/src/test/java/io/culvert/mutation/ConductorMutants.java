package io.culvert.mutation;

import java.util.List;

/**
 * The checks by which one thread keeps all rings going, whatever one of them does. Two orders of
 * stores and loads are not here, because no test would meet the few instructions in between: in
 * {@code nudge} and {@code sleep}, and that of {@code ended} and the last look at the commands.
 */
final class ConductorMutants {

  private static final String TEST = "ConductorTest#";
  private static final String AFTER_THE_END = TEST + "commandsAfterTheEndRunOnTheCallersThread";

  private static final String WITHOUT_AN_END =
      TEST + "commandsWithoutAnEndKeepNeitherAChannelNorATimerWaiting";

  private ConductorMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.peer").of("Conductor");
    goOn(list);
    look(list);
    end(list);
    return list.toList();
  }

  private static void goOn(MutantList list) {
    list.mutant(
            "ends with what a look has thrown",
            "turn(); } catch (RuntimeException | Error e) {",
            "turn(); } catch (ArithmeticException e) {",
            TEST + "aLookThatThrowsIsReportedAndTheThreadGoesOn")
        .mutant(
            "runs no command behind one that has thrown",
            "command.run(); } catch (RuntimeException | Error e) {",
            "command.run(); } catch (ArithmeticException e) {",
            TEST + "aTimerThatThrowsAtTheEndKeepsNobodyFromTheirs")
        .mutant(
            "does for no other station what one has thrown at",
            "run(() -> visit.accept(station));",
            "visit.accept(station);",
            TEST + "aStationThatThrowsKeepsNoOtherFromItsSafetyLook")
        .mutant(
            "ends with what a channel has thrown",
            "((Ready) key.attachment()).onReady(); }"
                + " catch (IOException | RuntimeException | Error e) {",
            "((Ready) key.attachment()).onReady(); } catch (IOException e) {",
            TEST + "aChannelThatThrowsIsClosed")
        .without(
            "keeps a channel that throws",
            "closeChannel(key);",
            TEST + "aChannelThatThrowsIsClosed")
        .mutant(
            "turns to a channel that is closed",
            "if (!key.isValid()) {",
            "if (false) {",
            TEST + "aChannelThatTheOneBeforeItHasClosedIsLeftAlone");
  }

  private static void look(MutantList list) {
    list.without(
            "sleeps on when there is something to look at",
            "if (selecting) { selector.wakeup(); }",
            TEST + "commandsRunInTheirOrderOnOneThread")
        .mutant(
            "sleeps until somebody rings",
            "nanos = Math.min(nanos, nextBeatNanos - nowNanos);",
            "",
            "StationTest#aRingWhoseReaderIsDoneMayGo")
        .without(
            "sleeps through a timer",
            "nanos = Math.min(nanos, timers.peek().dueNanos() - nowNanos);",
            TEST + "aTimerOfLessThanAMillisecondRuns")
        .mutant(
            "sleeps for ever for less than a millisecond",
            "(nanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;",
            "nanos / NANOS_PER_MILLI;",
            TEST + "aTimerOfLessThanAMillisecondRuns")
        .mutant(
            "runs commands as long as there are any",
            "runCommands(COMMANDS_PER_TURN);",
            "runCommands(Integer.MAX_VALUE);",
            WITHOUT_AN_END)
        .mutant(
            "turns to no channel while there is work",
            "napNanos = MIN_NAP_NANOS; glance();",
            "napNanos = MIN_NAP_NANOS;",
            WITHOUT_AN_END)
        .without(
            "makes up for no wake-up that was lost",
            "forEachStation(Station::lookOnce);",
            TEST + "aStationThatThrowsKeepsNoOtherFromItsSafetyLook");
  }

  private static void end(MutantList list) {
    list.mutant(
            "runs nothing that comes behind its end", "if (ended) {", "if (false) {", AFTER_THE_END)
        .without(
            "loses the timers that are not due",
            "List.copyOf(timers).forEach(timer -> run(timer.command()));",
            TEST + "timersThatAreNotDueRunWhenTheConductorEnds")
        .mutant(
            "lets two threads run commands at once",
            "private synchronized boolean runCommands(int limit) {",
            "private boolean runCommands(int limit) {",
            TEST + "commandsAfterTheEndRunOneAfterAnother")
        .mutant(
            "keeps its selector",
            "closeSelector(); } private void closeSelector()",
            "} void closeSelector()",
            TEST + "theSelectorIsClosedAtTheEnd")
        .mutant(
            "sleeps through its end",
            "closing = true; nudge();",
            "closing = true;",
            TEST + "theSelectorIsClosedAtTheEnd");
  }
}
