package io.ticklake.ingest.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FingerprintsTest {
  @Test
  void holdsWhatWasAddedAndNothingElse() {
    Random random = new Random(1);
    FingerprintSet set = new FingerprintSet();
    Set<Long> reference = new HashSet<>(Set.of(0L, -1L, Long.MIN_VALUE));
    reference.forEach(set::add);
    for (int i = 0; i < 20_000; i++) {
      long hash = random.nextInt(15_000) * 64L;
      assertThat(set.add(hash)).isEqualTo(reference.add(hash));
    }

    Fingerprints fingerprints = set.fingerprints();

    assertThat(fingerprints.size()).isEqualTo(set.size()).isEqualTo(reference.size());
    assertThat(reference).allMatch(fingerprints::contains);
    assertThat(fingerprints.contains(63)).isFalse();
  }

  @Test
  void isReadBackFromItsText() {
    FingerprintSet set = new FingerprintSet();
    for (long hash : new long[] {5, -5, 0, Long.MAX_VALUE, Long.MIN_VALUE}) {
      set.add(hash);
    }

    Fingerprints read = Fingerprints.of(set.fingerprints().text());

    assertThat(read).isEqualTo(set.fingerprints());
    assertThat(Fingerprints.of("")).isEqualTo(Fingerprints.NONE);
  }

  @Test
  void refusesTextThatIsNoListOfNumbers() {
    assertThatThrownBy(() -> Fingerprints.of("AAAA")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fingerprints.of("!")).isInstanceOf(IllegalArgumentException.class);
  }
}
