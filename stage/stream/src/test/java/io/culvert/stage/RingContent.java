package io.culvert.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.culvert.fixture.RawRing;
import io.culvert.ring.ReadResult;
import java.util.ArrayList;
import java.util.List;

/** The content of a ring when a stage attaches to it. */
enum RingContent {
  EMPTY {
    @Override
    List<String> fill(RawRing ring) {
      return List.of();
    }
  },
  PARTLY_FULL {
    @Override
    List<String> fill(RawRing ring) {
      return write(ring, 3);
    }
  },
  FULL {
    @Override
    List<String> fill(RawRing ring) {
      return write(ring, Integer.MAX_VALUE);
    }
  },
  /** Padding at the end of the data area, and the rest at its beginning. */
  WRAPPING {
    @Override
    List<String> fill(RawRing ring) {
      write(ring, 5);
      while (ring.reader().read() == ReadResult.MESSAGE) {
        ring.reader().release();
      }
      ring.reader().close();
      return write(ring, 3);
    }
  };

  /**
   * The length of a text of which six fit into a ring, with padding at the end of the data area.
   */
  private static final int LENGTH = 10_000;

  /** Writes into the ring; returns what a reader should read. */
  abstract List<String> fill(RawRing ring);

  static String text(int number) {
    return number + "-".repeat(LENGTH);
  }

  private static List<String> write(RawRing ring, int count) {
    List<String> written = new ArrayList<>();
    while (written.size() < count && ring.offer(text(-written.size()))) {
      written.add(text(-written.size()));
    }
    assertThat(written).isNotEmpty();
    return written;
  }
}
