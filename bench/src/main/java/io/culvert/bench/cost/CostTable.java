package io.culvert.bench.cost;

/** The tables of the cost of edges. */
public enum CostTable {
  /** Edges that carry nothing, by their number. */
  IDLE,
  /** Edges that carry as much as they can, by their number. */
  BUSY,
  /** One edge, by the capacity of its ring. */
  CAPACITY,
  /** One edge, by the size of a payload. */
  SIZE,
  /** A ring between plain threads, by the number of payloads of a batch. */
  BATCH,
  /** One edge, by the number of payloads of a burst. */
  BURST
}
