package io.ticklake.faults;

import java.util.BitSet;

/** Which record numbers were sent, and which of them Kafka has acknowledged. Thread-safe. */
final class Produced {
  private final BitSet acknowledged = new BitSet();
  private int next;

  /** The number of the next record: each is given once. */
  synchronized int next() {
    return next++;
  }

  /** Kafka has it, once. Of a record that was sent without this nobody knows: it may be there. */
  synchronized void acknowledged(int number) {
    acknowledged.set(number);
  }

  synchronized BitSet acknowledged() {
    return (BitSet) acknowledged.clone();
  }

  /** Acknowledged records that are now as if they had never been: their topic was deleted. */
  synchronized void forget(BitSet numbers) {
    acknowledged.andNot(numbers);
  }

  synchronized int sent() {
    return next;
  }
}
