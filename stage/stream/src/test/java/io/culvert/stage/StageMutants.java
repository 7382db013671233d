package io.culvert.stage;

import static io.culvert.testing.mutation.Edit.keepBack;
import static io.culvert.testing.mutation.Edit.thenMake;

import io.culvert.testing.mutation.Edit;
import io.culvert.testing.mutation.Mutant;
import java.util.ArrayList;
import java.util.List;

/** The mutants of the stages that PIT does not make: another order of two calls. */
final class StageMutants {

  private static final String SINK = RingSinkLogic.class.getName();
  private static final String SOURCE = RingSourceLogic.class.getName();
  private static final String COMMITTABLE = CommittableDelivery.class.getName();
  private static final String ELEMENTS = ElementWriter.class.getName();

  private static final String COMMITTABLE_TEST = "io.culvert.javadsl.CommittableTest";
  private static final String RESUMABLE_SINK = "io.culvert.javadsl.ResumableSinkTest";
  private static final String CORRUPTION_TEST = "io.culvert.stage.CorruptionTest";

  private final List<Mutant> mutants = new ArrayList<>();

  private StageMutants() {}

  static List<Mutant> all() {
    StageMutants list = new StageMutants();
    list.commits();
    list.publishing();
    return List.copyOf(list.mutants);
  }

  private void add(String name, String test, Edit... edits) {
    mutants.add(new Mutant(name, List.of(test), List.of(edits)));
  }

  private void commits() {
    add(
        "says that a commit is done before it is",
        COMMITTABLE_TEST,
        keepBack(COMMITTABLE + "#release", "release"),
        keepBack(COMMITTABLE + "#release", "storeReleased"),
        thenMake(SOURCE + "#onCommit", "release"));
    add(
        "takes a commit that arrives during the check for one that it has seen",
        COMMITTABLE_TEST + "#shouldAcceptCommitFromCompletionOfAnotherCommit",
        keepBack(COMMITTABLE + "#release", "set"),
        thenMake(COMMITTABLE + "#release", "complete"));
  }

  private void publishing() {
    add(
        "says that all is published before it is",
        CORRUPTION_TEST,
        keepBack(SINK + "#complete", "complete"),
        thenMake(SINK + "#complete", "completePublished"));
    add(
        "asks for a token when the element is in the ring",
        RESUMABLE_SINK,
        keepBack(ELEMENTS + "#writeInPlace", "put"),
        thenMake(ELEMENTS + "#writeInPlace", "publish"));
    add(
        "gives the token of a large element to the one before",
        RESUMABLE_SINK,
        keepBack(ELEMENTS + "#writeApart", "begin"),
        thenMake(ELEMENTS + "#writeApart", "put"));
  }
}
