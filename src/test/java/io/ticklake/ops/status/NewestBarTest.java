package io.ticklake.ops.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.model.Answer;
import io.ticklake.model.Answer.Column;
import io.ticklake.model.Answer.Kind;
import io.ticklake.model.LandedObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewestBarTest {
  private static LandedObject object(String key) {
    return new LandedObject(key, 1, 1, Instant.EPOCH);
  }

  private static Optional<Answer> freshness(String column, String day) {
    return Optional.of(
        StatusProgram.answer(
            "freshness", List.of(new Column(column, Kind.TEXT)), List.of(List.of(day))));
  }

  @Test
  void isTheNewestDayOfWhatHasLanded() {
    List<LandedObject> landed =
        List.of(
            object("bars/timespan=day/dt=2026-11-19/a.parquet"),
            object("bars/timespan=day/dt=2026-11-20/a.parquet"),
            object("raw/source=grouped-daily/dt=2026-11-23/a.jsonl.gz"),
            object("indices/market=SPX/a.jsonl.gz"));

    assertThat(NewestBar.of(landed, Optional.empty())).contains("2026-11-20");
  }

  @Test
  void isWhatAQueryHasSeenAfterARestart() {
    assertThat(NewestBar.of(List.of(), freshness("latest_trade_date", "2026-11-18")))
        .contains("2026-11-18");
  }

  @Test
  void isNotKnownBeforeAnythingTellsOfIt() {
    assertThat(NewestBar.of(List.of(), freshness("n", "42"))).isEmpty();
    assertThat(NewestBar.of(List.of(), Optional.empty())).isEmpty();
  }
}
