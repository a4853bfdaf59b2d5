package io.ticklake.ingest;

import io.ticklake.errors.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which questions are not to be asked again yet, by a key. For one thread at a time. */
final class Rests {
  // Between two attempts at one question, whatever became of the first.
  private static final Duration USUAL = Duration.ofMinutes(1);
  // The free plan opens a day some time after midnight: four looks an hour are enough.
  private static final Duration NOT_YET = Duration.ofMinutes(15);
  // A plan changes when somebody buys another.
  private static final Duration NOT_ENTITLED = Duration.ofHours(6);

  private final Clock clock;
  private final Map<Object, Instant> notBefore = new HashMap<>();

  Rests(Clock clock) {
    this.clock = clock;
  }

  boolean isDue(Object question) {
    return !clock.instant().isBefore(notBefore.getOrDefault(question, Instant.MIN));
  }

  /** The question is being asked. */
  void begin(Object question) {
    notBefore.values().removeIf(time -> !time.isAfter(clock.instant()));
    rest(question, USUAL);
  }

  /** It failed, for this reason. */
  void failed(Object question, @Nullable ErrorCode code) {
    if (code == ErrorCode.MARKET_NOT_YET) {
      rest(question, NOT_YET);
    } else if (code == ErrorCode.MARKET_NOT_ENTITLED) {
      rest(question, NOT_ENTITLED);
    }
  }

  private void rest(Object question, Duration length) {
    notBefore.put(question, clock.instant().plus(length));
  }
}
