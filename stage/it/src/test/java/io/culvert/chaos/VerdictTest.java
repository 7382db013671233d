package io.culvert.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final long WINDOW = 3;
  private static final long[] NOTHING = {};

  private static long[] numbers(long... numbers) {
    return numbers;
  }

  private static Verdict.Reader reader(long... received) {
    return new Verdict.Reader(received, NOTHING);
  }

  /** The verdict on one writer of five elements and these readers. */
  private static StreamCounts fiveReadBy(Verdict.Reader... readers) {
    return Verdict.of(List.of(numbers(-1, 0, 1, 2, 3, 4)), List.of(readers), WINDOW);
  }

  private static StreamCounts writtenBy(long[]... writers) {
    return Verdict.of(List.of(writers), List.of(reader(0, 1, 2, 3)), WINDOW);
  }

  @Test
  void shouldAcceptStreamWithoutFault() {
    StreamCounts counts = fiveReadBy(reader(0, 1, 2), reader(3, 4));

    assertThat(counts).isEqualTo(new StreamCounts(5, 0, 0, 0, 0, 0, 0));
    assertThat(counts.isAsPromised()).isTrue();
  }

  @Test
  void shouldAcceptAndCountRepetitionsWithinTheWindow() {
    StreamCounts counts = fiveReadBy(reader(0, 1, 2), reader(), reader(0, 1, 2, 3), reader(3, 4));

    assertThat(counts).isEqualTo(new StreamCounts(5, 0, 4, 0, 0, 0, 0));
    assertThat(counts.isAsPromised()).isTrue();
  }

  @Test
  void shouldRejectRepetitionsOutsideTheWindow() {
    StreamCounts counts = fiveReadBy(reader(0, 1, 2, 3), reader(0, 1, 2, 3, 4));

    assertThat(counts).isEqualTo(new StreamCounts(5, 0, 4, 1, 0, 0, 0));
    assertThat(counts.isAsPromised()).isFalse();
  }

  @Test
  void shouldRejectRepetitionWhenCommitWasConfirmed() {
    StreamCounts counts =
        fiveReadBy(new Verdict.Reader(numbers(0, 1, 2), numbers(0, 1)), reader(1, 2, 3, 4));

    assertThat(counts).isEqualTo(new StreamCounts(5, 0, 2, 1, 0, 0, 0));
    assertThat(counts.isAsPromised()).isFalse();
  }

  @Test
  void shouldCountLossWhenOneReaderSkipsAnElement() {
    assertThat(fiveReadBy(reader(0, 1, 3, 4)).lost()).isEqualTo(1);
  }

  @Test
  void shouldCountLossWhenNextReaderSkipsElements() {
    assertThat(fiveReadBy(reader(0, 1), reader(4)).lost()).isEqualTo(2);
  }

  @Test
  void shouldCountLossWhenLastElementsAreMissing() {
    StreamCounts counts = fiveReadBy(reader(0, 1, 2));

    assertThat(counts.lost()).isEqualTo(2);
    assertThat(counts.isAsPromised()).isFalse();
  }

  @Test
  void shouldCountDisorderWhenOneReaderRepeatsAnElement() {
    StreamCounts counts = fiveReadBy(reader(0, 1, 1, 2, 3, 4));

    assertThat(counts.reordered()).isEqualTo(1);
    assertThat(counts.isAsPromised()).isFalse();
  }

  @Test
  void shouldCountDisorderWhenElementWasNeverWritten() {
    assertThat(fiveReadBy(reader(0, 1, 2, 3, 4, 5)).reordered()).isEqualTo(1);
  }

  @Test
  void shouldCountTornElement() {
    StreamCounts counts = fiveReadBy(reader(0, 1, ReaderMain.TORN, 3, 4));

    assertThat(counts).isEqualTo(new StreamCounts(5, 0, 0, 0, 1, 0, 0));
    assertThat(counts.isAsPromised()).isFalse();
  }

  @Test
  void shouldAcceptWriterThatResumesAtOneOfTheLastTwo() {
    assertThat(writtenBy(numbers(-1, 0, 1), numbers(1, 2), numbers(1, 2, 3)))
        .isEqualTo(new StreamCounts(4, 0, 0, 0, 0, 0, 0));
  }

  @Test
  void shouldIgnoreWriterKilledBeforeItsFirstElement() {
    assertThat(
            writtenBy(numbers(-1, 0, 1), NOTHING, numbers(0), numbers(0, 1, 2, 3)).isAsPromised())
        .isTrue();
  }

  @Test
  void shouldCountMisleadingTokenWhenTooFarBack() {
    StreamCounts counts = writtenBy(numbers(-1, 0, 1, 2), numbers(0, 1, 2, 3));

    assertThat(counts.misled()).isEqualTo(1);
    assertThat(counts.isAsPromised()).isFalse();
  }

  @Test
  void shouldCountMisleadingTokenWhenNeverWritten() {
    assertThat(writtenBy(numbers(-1, 0, 1), numbers(2, 3)).misled()).isEqualTo(1);
  }
}
