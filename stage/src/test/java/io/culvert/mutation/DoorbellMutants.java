package io.culvert.mutation;

import java.util.List;

/** The checks by which the two sides of a socket find each other, and nobody else. */
final class DoorbellMutants {

  private static final String TEST = "DoorbellTest#";
  private static final String CONNECTS = TEST + "aWriterIsConnectedOnceItIsAnswered";

  private DoorbellMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.peer");
    call(list.of("CallingDoorbell"));
    listen(list.of("ListeningDoorbell"));
    both(list.of("Doorbell"));
    wire(list.of("DoorbellWire"));
    return list.toList();
  }

  private static void call(MutantList list) {
    list.mutant(
            "calls again while it has no answer yet",
            "if (!isConnected() && calling == null) {",
            "if (!isConnected()) {",
            TEST + "aCallThatIsNotAnsweredIsNoConnectionAndIsNotRepeated")
        .mutant(
            "takes a reader that does not listen for a fault",
            "} catch (IOException | UnsupportedOperationException e) {",
            "} catch (IOException e) { throw new IllegalStateException(e);"
                + " } catch (UnsupportedOperationException e) {",
            TEST + "aWriterCallsUntilSomebodyListens")
        .without(
            "waits for a reader that does not accept",
            "channel.configureBlocking(false);",
            TEST + "aReaderThatDoesNotAcceptKeepsNobody")
        .mutant(
            "talks to another user",
            "|| !DoorbellWire.isOurs(channel, address.directory().path())) {",
            ") {",
            TEST + "aReaderOfAnotherUserIsNotTalkedTo")
        .without(
            "does not say for which ring it calls",
            "calling.sendHello(address.ringId());",
            CONNECTS)
        .mutant(
            "takes the call for the connection",
            "calling.sendHello(address.ringId());",
            "calling.sendHello(address.ringId()); connected(calling);",
            CONNECTS)
        .mutant(
            "takes the end of a call for its answer",
            "} else if (from.read(answer.clear()) > 0) {",
            "} else if (from.read(answer.clear()) != 0) {",
            TEST + "aCallThatEndsWithoutAnAnswerSaysNothing")
        .mutant(
            "never calls again when its call has ended without an answer",
            "} else { calling = null; from.close();",
            "} else { from.close();",
            TEST + "aWriterThatIsHungUpOnBeforeTheAnswerCallsAgain")
        .mutant(
            "does not ring when it is connected",
            "// without a connection, has reached nobody. from.ring();",
            "",
            TEST + "aWriterRingsAsSoonAsItIsConnected")
        .mutant(
            "does not notice the end of the connection",
            "if (from != calling) { onInput(from); } else if",
            "if",
            TEST + "aWriterCallsAgainWhenItIsHungUpOn")
        .mutant(
            "keeps a call that has no answer yet",
            "if (calling != null) { calling.close(); }",
            "",
            TEST + "aCallThatIsNotAnsweredEndsWithTheWriter");
  }

  private static void listen(MutantList list) {
    list.mutant(
            "deletes the socket of a successor",
            "if (inPlace) {",
            "if (true) {",
            TEST + "theSocketOfASuccessorIsLeftAlone")
        .mutant(
            "answers who calls for another ring",
            "if (!DoorbellWire.helloOf(hello).equals(address.ringId())) {",
            "if (false) {",
            TEST + "whoCallsForAnotherRingIsRefused")
        .mutant(
            "answers another user",
            "if (!DoorbellWire.isOurs(channel, address.directory().path())) {",
            "if (false) {",
            TEST + "anotherUserIsRefused")
        .mutant(
            "keeps any number of strangers",
            "if (strangers.size() == STRANGERS) {",
            "if (false) {",
            TEST + "strangersMakeRoomForNewerOnesAndForTheWriter")
        .mutant(
            "makes a socket for all",
            "closeToOthers(path); server",
            "server",
            TEST + "theSocketIsOursAloneAndGoesWithTheReader")
        .mutant(
            "answers before it has the connection",
            "connected(wire); // Only now: the writer stops to look when it has the answer, and"
                + " what this side has rung for // before it had a connection, the writer sees"
                + " then. if (!wire.ring()) { hangUp(wire); }",
            "if (!wire.ring()) { hangUp(wire); } connected(wire);",
            TEST + "theReaderHasTheConnectionBeforeItAnswers")
        .mutant(
            "counts the writer among the strangers",
            "strangers.remove(this); connected(wire);",
            "connected(wire);",
            TEST + "strangersDoNotTakeTheWritersPlace")
        .mutant(
            "takes a part of a hello for all of it",
            "} else if (!hello.hasRemaining()) { judge();",
            "} else { judge();",
            TEST + "aHelloMayComeInParts")
        .mutant(
            "keeps who goes without a hello",
            "} else if (from.read(hello) < 0) {",
            "} else if (from.read(hello) < -1) {",
            TEST + "whoGoesWithoutAHelloMakesRoom")
        .mutant(
            "finds the place of one that was killed taken",
            "Files.deleteIfExists(path); server.bind",
            "server.bind",
            TEST + "theSocketOfAReaderThatWasKilledIsReplaced")
        .without(
            "leaves its socket",
            "Files.deleteIfExists(address.socket());",
            TEST + "theSocketIsOursAloneAndGoesWithTheReader")
        .mutant(
            "fails where there is no socket",
            "} catch (IOException | UnsupportedOperationException e) {",
            "} catch (UnsupportedOperationException e) { server = null; }"
                + " catch (IOException e) { if (true) { throw new IllegalStateException(e); }",
            TEST + "wherePathsAreTooLongForASocketBothSidesLook");
  }

  private static void both(MutantList list) {
    list.mutant(
            "keeps the connection to a former writer",
            "if (former != null) { former.close(); }",
            "",
            TEST + "aSecondWriterTakesTheConnectionOver")
        .mutant(
            "does not look when it is connected",
            "former.close(); } listener.onRing();",
            "former.close(); }",
            TEST + "aSideThatNobodyWillRingForIsWokenWhenItIsConnected")
        .without(
            "does not tell of a byte",
            "if (count > 0) { listener.onRing(); } else",
            TEST + "whoKnowsTheRingIsAnsweredAndRings")
        .mutant(
            "takes a connection that has ended for one",
            "wire = null; listener.onHangUp();",
            "listener.onHangUp();",
            TEST + "whenTheConnectionEndsTheConductorLooks")
        .mutant(
            "does not look when the connection has ended",
            "wire = null; listener.onHangUp();",
            "wire = null;",
            TEST + "aSideThatNobodyWillRingForIsWokenWhenTheConnectionEnds")
        .mutant(
            "takes the end of a former connection for that of this one",
            "if (wire == ended) {",
            "if (true) {",
            TEST + "theEndOfAFormerConnectionIsNotThatOfThisOne");
  }

  private static void wire(MutantList list) {
    list.mutant(
            "believes any user",
            "if (!channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {",
            "if (true) {",
            TEST + "anotherUserIsRefused")
        .mutant(
            "throws when the connection is broken",
            "return true; } catch (IOException e) { return false; }",
            "return true; } catch (IOException e) { throw new IllegalStateException(e); }",
            "DoorbellWireTest#aRingOfABrokenConnectionSaysSo")
        .mutant(
            "takes a connection that is reset for a quiet one",
            "return -1; // a connection that is reset has come to its end",
            "return 0;",
            "DoorbellWireTest#aConnectionThatIsResetHasEnded");
  }
}
