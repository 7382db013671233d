package io.culvert.stage;

import io.culvert.annotation.InternalApi;

/** The moment at which a sink whose upstream has completed gives its role up. */
@InternalApi
public enum Stay {
  /** As soon as it has published everything. */
  UNTIL_PUBLISHED,
  /** As soon as the reader has also taken everything. */
  UNTIL_DRAINED
}
