package io.culvert.bench.report;

/** Is told how far a run has come. */
public interface Steps extends AutoCloseable {

  /**
   * The next step begins.
   *
   * @param what it does
   */
  void begin(String what);

  /** The step that was begun last has ended. */
  void end();

  @Override
  void close();

  /** Begins the run. */
  @FunctionalInterface
  interface Starter {

    /**
     * Begins the run.
     *
     * @param count how many steps there will be
     * @return is told of them
     */
    Steps start(int count);
  }
}
