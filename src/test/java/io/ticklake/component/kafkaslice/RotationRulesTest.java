package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RotationRulesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final RotationRules rules =
      new RotationRules(10, 3, Duration.ofMinutes(5), Duration.ofMinutes(1), 2);
  private final OpenSlice slice = new OpenSlice(0, new LinesFormat());

  @AfterEach
  void drop() {
    slice.drop();
  }

  private void append(String folder, String value, Instant at) throws Exception {
    slice.append(folder, Records.at(slice.records(), value), at);
  }

  @Test
  void sealsAtTheByteLimit() throws Exception {
    append("a", "12345", NOON);
    assertThat(rules.bySize(slice)).isEmpty();

    append("a", "12345", NOON);
    assertThat(rules.bySize(slice)).contains(SealReason.BYTES);
  }

  @Test
  void sealsAtTheRecordLimit() throws Exception {
    append("a", "1", NOON);
    append("a", "2", NOON);
    assertThat(rules.bySize(slice)).isEmpty();

    append("a", "3", NOON);
    assertThat(rules.bySize(slice)).contains(SealReason.RECORDS);
  }

  @Test
  void sealsWhenOldOrIdleButNeverWhenEmpty() throws Exception {
    assertThat(rules.byTime(slice, NOON.plusSeconds(3600))).isEmpty();

    append("a", "1", NOON);
    assertThat(rules.byTime(slice, NOON.plusSeconds(59))).isEmpty();
    assertThat(rules.byTime(slice, NOON.plusSeconds(60))).contains(SealReason.IDLE);

    append("a", "2", NOON.plusSeconds(299));
    assertThat(rules.byTime(slice, NOON.plusSeconds(299))).isEmpty();
    assertThat(rules.byTime(slice, NOON.plusSeconds(300))).contains(SealReason.AGE);
  }

  @Test
  void leavesTheRecordOfOneFolderTooManyToTheNextSlice() throws Exception {
    append("a", "1", NOON);
    assertThat(rules.exceedsFolders(slice, "b")).isFalse();

    append("b", "2", NOON);
    assertThat(rules.exceedsFolders(slice, "a")).isFalse();
    assertThat(rules.exceedsFolders(slice, "c")).isTrue();
  }

  @Test
  void refusesLimitsThatSealNothingOrEverything() {
    assertThatThrownBy(() -> new RotationRules(1, 0, Duration.ofSeconds(1), Duration.ZERO, 1))
        .hasMessageContaining("'sliceRecords' is 0");
    assertThatThrownBy(() -> new RotationRules(1, 1, Duration.ZERO, Duration.ZERO, 1))
        .hasMessageContaining("'sliceAge'");
    assertThatThrownBy(() -> ByteSize.parse("sliceBytes", "64 bananas"))
        .hasMessageContaining("'sliceBytes' is '64 bananas'");
    assertThat(ByteSize.parse("sliceBytes", "64MB")).isEqualTo(64L << 20);
    assertThat(ByteSize.parse("sliceBytes", "1g")).isEqualTo(1L << 30);
    assertThat(ByteSize.parse("sliceBytes", "123")).isEqualTo(123);
  }

  @Test
  void waitsLongerAfterEachFailureUpToTheLimit() {
    RetryDelays delays = new RetryDelays(Duration.ofSeconds(1), Duration.ofSeconds(10));

    assertThat(delays.after(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(delays.after(3)).isEqualTo(Duration.ofSeconds(4));
    assertThat(delays.after(5)).isEqualTo(Duration.ofSeconds(10));
    assertThat(delays.after(1000)).isEqualTo(Duration.ofSeconds(10));
  }
}
