package io.ticklake.embedded.market;

/**
 * Random numbers by address instead of by sequence: the same (key, index) gives the same number, in
 * any order and on any Java version. The mixing is the finaliser of SplitMix64 (Steele, Lea, Flood:
 * Fast Splittable Pseudorandom Number Generators, 2014).
 */
record Noise(long key) {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final double UNIT_53 = 0x1.0p-53;

  /** The standard deviation of the sum of four numbers that are uniform in 0..65535. */
  private static final double SUM_DEVIATION = 65536 / Math.sqrt(3);

  private static final double SUM_MEAN = 2 * 65535.0;

  /** An independent source, told apart by a number. */
  Noise at(long index) {
    return new Noise(bits(index));
  }

  /** An independent source, told apart by a text. */
  Noise at(String name) {
    Noise noise = this;
    for (int i = 0; i < name.length(); i++) {
      noise = noise.at(name.charAt(i));
    }
    return noise;
  }

  /** Uniform in 0 (inclusive) to 1 (exclusive). */
  double uniform(long index) {
    return (bits(index) >>> 11) * UNIT_53;
  }

  /**
   * Nearly normal with mean 0 and deviation 1, never beyond 3.5: the sum of four uniform numbers.
   */
  double normal(long index) {
    long bits = bits(index);
    long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
    return (sum - SUM_MEAN) / SUM_DEVIATION;
  }

  private long bits(long index) {
    long z = key + (index + 1) * GOLDEN_GAMMA;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
