package io.ticklake.ingest;

import io.ticklake.model.Bar;
import org.jspecify.annotations.Nullable;

/**
 * What a row says, in 64 bits: equal values give equal fingerprints, however the market wrote them
 * ({@code 1}, {@code 1.0} or {@code 1e0}), and a row in which one value differs never has the same.
 * Rows that differ in several values have the same once in 2<sup>64</sup>.
 *
 * <p>Fingerprints are stored beside the lake: how they are computed must never change.
 */
final class Fingerprint {
  // The steps of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators).
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  // No double and no count of trades has these bits.
  private static final long ABSENT = 0x7FF8_0000_0000_0001L;

  private long state;

  private Fingerprint() {}

  /** Of everything that a bar says but where it came from and when. */
  @SuppressWarnings("JavaInstantGetSecondsGetNano") // both parts of the time are in it
  static long of(Bar bar) {
    return new Fingerprint()
        .with(bar.ticker())
        .with(bar.timespan().text())
        .with(bar.timestamp().getEpochSecond())
        .with(bar.timestamp().getNano())
        .with(bar.open())
        .with(bar.high())
        .with(bar.low())
        .with(bar.close())
        .with(bar.volume())
        .with(bar.vwap())
        .with(bar.transactions())
        .with(bar.otc())
        .with(bar.adjusted())
        .end();
  }

  /** Of bytes that nobody could read. */
  static long of(byte[] page, int from, int to) {
    Fingerprint print = new Fingerprint();
    for (int i = from; i < to; i++) {
      print.with(page[i]);
    }
    return print.with(to - from).end();
  }

  private Fingerprint with(String text) {
    for (int i = 0; i < text.length(); i++) {
      with(text.charAt(i));
    }
    return with(text.length());
  }

  // Zero has two signs and one text.
  private Fingerprint with(double value) {
    return with(Double.doubleToLongBits(value + 0.0));
  }

  private Fingerprint with(@Nullable Double value) {
    return value == null ? with(ABSENT) : with(value.doubleValue());
  }

  private Fingerprint with(@Nullable Long value) {
    return with(value == null ? ABSENT : value.longValue());
  }

  private Fingerprint with(@Nullable Boolean value) {
    return with(value == null ? ABSENT : value ? 1L : 0L);
  }

  // For a given state each value leads to another one, and the other way round.
  private Fingerprint with(long value) {
    state = (state ^ value) * GOLDEN;
    state ^= state >>> 32;
    return this;
  }

  private long end() {
    long mixed = (state ^ (state >>> 30)) * FIRST;
    mixed = (mixed ^ (mixed >>> 27)) * SECOND;
    return mixed ^ (mixed >>> 31);
  }
}
