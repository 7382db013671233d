package io.culvert.mutation;

import java.util.List;

/** The checks by which an element stays until it has done its work. */
final class CommittableMutants {

  private CommittableMutants() {}

  static List<Mutant> all() {
    return new MutantList("io.culvert.stage")
        .of("CommittingDelivery")
        .mutant(
            "releases over a gap",
            "if (!next.committed) { break; }",
            "if (!next.committed) { continue; }",
            "io.culvert.javadsl.CommittableTest#onlyTheFirstOnesWithoutAGapAreReleased")
        .mutant(
            "hands out any number",
            "return uncommitted.size() < maxUncommitted;",
            "return true;",
            "io.culvert.javadsl.CommittableTest#asManyAsMayBeOnTheirWayAreHandedOutAndNoMore")
        .mutant(
            "leaves commits open that cannot succeed any more",
            "public void close() { for (Uncommitted element : uncommitted) {",
            "public void close() { for (Uncommitted element : new ArrayDeque<Uncommitted>()) {",
            "io.culvert.javadsl.CommittableTest#whatIsNotCommittedInTimeIsExactlyWhatTheNextReaderGets")
        .mutant(
            "says that a commit is done before it is",
            "reader.release(end); reader.storeReleased(); for (int i = 0; i < count; i++) {"
                + " uncommitted.remove().released.complete(Done.getInstance()); }",
            "for (int i = 0; i < count; i++) {"
                + " uncommitted.remove().released.complete(Done.getInstance()); }"
                + " reader.release(end); reader.storeReleased();",
            "io.culvert.javadsl.CommittableTest#aCommitIsDoneWhenASuccessorWouldKnow")
        .without(
            "keeps what it has released to itself",
            "reader.storeReleased();",
            "io.culvert.javadsl.CommittableTest#demandReleasesNothingAndACommitReleasesAtOnce")
        .mutant(
            "takes a commit that comes while it looks for one that it has seen",
            "told.set(false); // before the look: a commit behind it tells again",
            "try { look(); } finally { told.set(false); } } private void look() {",
            "io.culvert.javadsl.CommittableTest#aCommitMayComeFromTheCompletionOfAnother")
        .without(
            "is told of one commit only",
            "told.set(false);",
            "io.culvert.javadsl.CommittableTest#demandReleasesNothingAndACommitReleasesAtOnce")
        .mutant(
            "tells of a commit before it can be seen",
            "committed = true; if (told.compareAndSet(false, true)) { onCommit.run(); }",
            "if (told.compareAndSet(false, true)) { onCommit.run(); } committed = true;",
            "CommittingDeliveryTest#aCommitIsThereWhenItIsToldOf")
        .mutant(
            "releases where the element begins",
            "end = next.end;",
            "end = next.position;",
            "io.culvert.javadsl.CommittableTest#demandReleasesNothingAndACommitReleasesAtOnce")
        .mutant(
            "counts an element as settled when it is handed out",
            "return uncommitted.isEmpty();",
            "return true;",
            "io.culvert.javadsl.CommittableTest"
                + "#theRingIsDeletedWhenTheLastElementBeforeTheEndIsCommitted")
        .toList();
  }
}
