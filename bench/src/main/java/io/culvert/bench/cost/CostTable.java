package io.culvert.bench.cost;

/** What cost is told of. */
public enum CostTable {
  /** Edges through which nothing goes, by their number. */
  IDLE,
  /** Edges through which goes what can, by their number. */
  BUSY,
  /** One edge, by the capacity of its ring. */
  CAPACITY,
  /** One edge, by the size of a payload. */
  SIZE,
  /** A ring between plain threads, by how many payloads are published at once. */
  BATCH,
  /** One edge, by how many payloads come at once. */
  BURST
}
