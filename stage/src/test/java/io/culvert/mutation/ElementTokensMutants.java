package io.culvert.mutation;

import java.util.List;

/** The checks by which an element and its token come into the ring together. */
final class ElementTokensMutants {

  private static final String TEST = "io.culvert.javadsl.ResumableSinkTest#";
  private static final String LEFT =
      TEST + "aSinkWhoseMaterializerWasShutDownLeavesTheTokenOfItsLastElement";

  private ElementTokensMutants() {}

  static List<Mutant> all() {
    MutantList list = new MutantList("io.culvert.stage");
    list.of("ElementTokens")
        .without("keeps the token to itself", "writer.putToken(token);", LEFT)
        .mutant(
            "keeps the token of the first element",
            "token = function.applyAsLong(element);",
            "token = token == 0 ? function.applyAsLong(element) : token;",
            LEFT);
    list.of("ElementWriter")
        .mutant(
            "asks for a token when the element is in the ring",
            "writer.commit(length); tokens.put(writer);",
            "writer.commit(length); writer.publish(); tokens.put(writer);",
            LEFT)
        .mutant(
            "gives the token of a large element to the one before",
            "writer.begin(apart, 0, encode(element, apart, bound)); tokens.put(writer);",
            "tokens.put(writer); writer.begin(apart, 0, encode(element, apart, bound));",
            TEST + "aLargeElementThatWasPublishedInPartLeavesNoToken")
        .mutant(
            "forgets the element that found no room",
            "waiting = written ? null : element;",
            "waiting = null;",
            "io.culvert.javadsl.RingSinkTest"
                + "#aStreamThatCompletesWhileTheRingIsFullIsPublishedToTheEnd")
        .mutant(
            "publishes an element twice",
            "if (!inParts) { waiting = null; }",
            "",
            "io.culvert.javadsl.LargeElementTest#elementsSixteenTimesAsLargeAsTheRingCross")
        .mutant(
            "goes on with a claim that a codec has given up",
            "} catch (Throwable e) { writer.abort();",
            "} catch (Throwable e) {",
            "io.culvert.javadsl.CodecFailureTest");
    return list.toList();
  }
}
