package io.culvert.ring;

/** The work of a process that dies. */
enum HaltedWork {
  /** Publishes messages, each with a token, until the ring is full. */
  WRITE(HaltedRing.SPAN),
  /** Publishes a message of several frames by one store. */
  WRITE_LARGE(HaltedRing.FRAGMENT_SPAN),
  /** Publishes a message larger than the ring part by part, and reads it part by part. */
  STREAM(HaltedRing.FRAGMENT_SPAN),
  /** Publishes the failure of the stream. */
  END(HaltedRing.END_SPAN),
  /** Takes the writer's role. */
  ATTACH_WRITER(HaltedRing.SPAN),
  /** Takes the reader's role. */
  ATTACH_READER(HaltedRing.SPAN),
  /** Reads messages, releasing each, until the ring is empty. */
  READ(HaltedRing.SPAN),
  /** Reads all of a stream that has failed, and takes the end. */
  FINISH(HaltedRing.END_SPAN),
  /** Reads and releases messages, and fails before the release is stored. */
  FAIL(HaltedRing.SPAN);

  private final int span;

  HaltedWork(int span) {
    this.span = span;
  }

  /** The span of the frame that is to be in the situation. */
  int span() {
    return span;
  }
}
