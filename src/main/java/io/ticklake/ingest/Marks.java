package io.ticklake.ingest;

import java.util.Map;

/** Which requests are published, by {@link MarketRequest#stateKey()}. Survives restarts. */
interface Marks {
  /** Every mark, also those that another instance set. */
  Map<String, Mark> all();

  /** Sets a mark; returns when it is safe. */
  void put(String stateKey, Mark mark);
}
