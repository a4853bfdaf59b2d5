package io.ticklake.ingest;

import io.ticklake.model.Bar;

/**
 * A bar as the contract has it on Kafka, for those who get bars elsewhere than from the market. For
 * one thread.
 */
public final class BarMessage {
  private final BarJson json = new BarJson();

  /** The record's value. */
  public String json(Bar bar) {
    return json.write(bar);
  }
}
