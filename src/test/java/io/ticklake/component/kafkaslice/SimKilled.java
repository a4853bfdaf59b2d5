package io.ticklake.component.kafkaslice;

/** Unwinds the threads of a simulated process that was killed. */
final class SimKilled extends Error {
  private static final long serialVersionUID = 1;

  SimKilled() {
    super("killed", null, false, false);
  }
}
