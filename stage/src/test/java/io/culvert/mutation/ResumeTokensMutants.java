package io.culvert.mutation;

import java.util.List;

/** The checks by which a token belongs to a published message and to no other one. */
final class ResumeTokensMutants {

  private static final String HEAP = "RingTest$OnTheHeap#";
  private static final String DEATH =
      "ResumeTokenCrashTest#whereverTheWriterDiesItsSuccessorFindsTheTokenOfTheTail";
  private static final String SLOT = "ResumeTokenCrashTest#slotHoldsAPositionAndItsTokenOrNone";
  private static final String FORGED = "HostilePositionTest#tokenAtAPositionThatCannotBeTrueIsNone";
  private static final String NO_MESSAGE = HEAP + "tokenWithoutAMessageIsRefused";

  private ResumeTokensMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.ring");
    slots(list.of("ResumeTokens"));
    writer(list.of("RingWriter"));
    messages(list.of("MessageWriter"));
    return list.toList();
  }

  private static void slots(MutantList list) {
    list.mutant(
            "finds the token of a message that was never published",
            "if (position > tail) {",
            "if (false) {",
            DEATH)
        .mutant(
            "leaves the token of a message that was never published",
            "memory.resumePositionRelease(slot, NONE); return NONE;",
            "return NONE;",
            "ResumeTokenCrashTest#tokenThatWasNeverPublishedDoesNotBecomeTrueLater")
        .mutant(
            "believes a token at a negative position",
            "return position > 0 && (position & 7) == 0 ?",
            "return position != 0 && (position & 7) == 0 ?",
            FORGED)
        .mutant(
            "takes the zeros of a new ring for a token",
            "return position > 0 &&",
            "return position >= 0 &&",
            HEAP + "newRingHasNoToken")
        .mutant(
            "believes a token at a position that is not aligned",
            "&& (position & 7) == 0 ?",
            "?",
            FORGED)
        .mutant(
            "finds the older of two tokens",
            "int slot = 1 - older();",
            "int slot = older();",
            HEAP + "successorFindsTheLastOfManyTokens")
        .mutant(
            "stores a token over the one that is true",
            "int slot = older(); memory",
            "int slot = 1 - older(); memory",
            DEATH)
        .mutant(
            "shows the token of another position while it stores one",
            "memory.resumePositionRelease(slot, NONE); memory.resumeTokenRelease(slot, token);",
            "memory.resumeTokenRelease(slot, token);",
            SLOT)
        .mutant(
            "stores the position before its token",
            "memory.resumeTokenRelease(slot, token); memory.resumePositionRelease(slot, position);",
            "memory.resumePositionRelease(slot, position); memory.resumeTokenRelease(slot, token);",
            SLOT)
        .without("forgets which slot it has used", "positions[slot] = position;", DEATH);
  }

  private static void writer(MutantList list) {
    list.mutant(
            "stores a token before it has looked for a successor",
            "requireNotFenced(); if (tokenPosition > published) {"
                + " tokens.store(tokenPosition, token); }",
            "if (tokenPosition > published) { tokens.store(tokenPosition, token); }"
                + " requireNotFenced();",
            HEAP + "fencedWriterStoresNoToken")
        .mutant(
            "stores a token with each publication",
            "if (tokenPosition > published) {",
            "if (true) {",
            "ResumeTokenCrashTest#tokenThatWasNeverPublishedDoesNotBecomeTrueLater")
        .mutant(
            "publishes a message before its token",
            "if (tokenPosition > published) { tokens.store(tokenPosition, token); }"
                + " // The one store that publishes: header and payload are in place before it."
                + " Pairs with the // acquire of the tail in // RingReader.refreshLimit; a plain"
                + " store would let a reader see the position before the bytes."
                + " memory.tailRelease(position);",
            "memory.tailRelease(position); if (tokenPosition > published) {"
                + " tokens.store(tokenPosition, token); }",
            DEATH)
        .mutant(
            "carries a token while a claim is open",
            "} else if (claimed < 0 && messageEnd > published) {",
            "} else if (messageEnd > published) {",
            NO_MESSAGE)
        .mutant(
            "carries a token for a message that is published",
            "} else if (claimed < 0 && messageEnd > published) {",
            "} else if (claimed < 0) {",
            NO_MESSAGE)
        .mutant(
            "carries a token where the next frame will be",
            "this.tokenPosition = messageEnd;",
            "this.tokenPosition = position;",
            HEAP + "tokenStaysWithItsMessageWhenAnAbortedClaimHasPaddedTheLap");
  }

  private static void messages(MutantList list) {
    list.without(
        "carries the token of the message before",
        "this.tokenPut = false;",
        HEAP + "messageThatFollowsCarriesNoTokenOfTheOneBegunBefore");
  }
}
