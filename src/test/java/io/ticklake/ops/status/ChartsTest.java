package io.ticklake.ops.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ticklake.model.Answer;
import io.ticklake.model.Answer.Column;
import io.ticklake.model.Answer.Kind;
import io.ticklake.testkit.FakeClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChartsTest {
  private final FakeClock clock = new FakeClock("2026-11-20T12:00:00Z");
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch gate = new CountDownLatch(1);
  private volatile boolean slow;
  private final Charts charts =
      new Charts(
          question -> {
            asked.incrementAndGet();
            if (slow) {
              gate.await();
            }
            return Optional.of(at(clock.instant()));
          },
          clock);

  @AfterEach
  void stop() {
    gate.countDown();
    charts.stop();
  }

  private static Answer at(Instant now) {
    Answer answer = StatusProgram.bars(3);
    return new Answer(
        answer.query(),
        answer.columns(),
        answer.rows(),
        answer.completeness(),
        answer.scannedBytes(),
        answer.dollars(),
        answer.took(),
        now);
  }

  private ChartReply ask(String ticker) {
    List<ChartReply> replies = new CopyOnWriteArrayList<>();
    charts.ask(ticker, replies::add);
    await("a reply").until(() -> !replies.isEmpty());
    return replies.get(0);
  }

  @Test
  void theSameChartIsNotAskedForTwiceWithinMinutes() {
    ask("AAPL");
    clock.advance(Duration.ofMinutes(4));
    ask("AAPL");
    assertThat(asked).hasValue(1);

    clock.advance(Duration.ofMinutes(2));
    ask("AAPL");
    assertThat(asked).hasValue(2);
  }

  @Test
  void noMoreThanADozenAreAskedForInAMinute() {
    for (int i = 0; i < 12; i++) {
      assertThat(ask("T" + i)).isInstanceOf(ChartReply.Drawn.class);
    }

    assertThat(ask("MORE")).isInstanceOf(ChartReply.Refusal.class);
    assertThat(ask("T3")).isInstanceOf(ChartReply.Drawn.class);
    clock.advance(Duration.ofSeconds(61));
    assertThat(ask("MORE")).isInstanceOf(ChartReply.Drawn.class);
  }

  @Test
  void oneIsAskedForAtATimeAndFewWait() {
    slow = true;
    List<ChartReply> replies = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 10; i++) {
      charts.ask("T" + i, replies::add);
    }

    assertThat(replies).isNotEmpty().allMatch(reply -> reply instanceof ChartReply.Refusal);
    assertThat(asked.get()).isLessThanOrEqualTo(1);
    gate.countDown();
    await("the ones that waited").until(() -> replies.size() == 10);
    assertThat(replies.stream().filter(reply -> reply instanceof ChartReply.Drawn).count())
        .isEqualTo(5);
  }

  @Test
  void aRowThatLacksAPriceIsLeftOut() {
    List<Column> columns = StatusProgram.bars(0).columns();
    List<List<String>> rows = new ArrayList<>();
    rows.add(Arrays.asList("2026-11-19", "1.0", "2.0", "0.5", null, "10"));
    rows.add(List.of("2026-11-20", "1.0", "2.0", "0.5", "1.5", "10"));
    Answer answer = StatusProgram.answer("ticker-bars", columns, List.of(rows.get(1)));

    Chart chart =
        Chart.of(
            "AAPL",
            new Answer(
                "ticker-bars",
                columns,
                new ArrayList<>(rows),
                answer.completeness(),
                1,
                answer.dollars(),
                answer.took(),
                answer.at()));

    assertThat(chart.bars()).extracting(Chart.DayBar::day).containsExactly("2026-11-20");
  }

  @Test
  void anOwnQueryWithoutTheColumnsIsAnErrorThatNamesThem() {
    Answer answer =
        StatusProgram.answer("ticker-bars", List.of(new Column("dt", Kind.TEXT)), List.of());

    assertThatThrownBy(() -> Chart.of("AAPL", answer))
        .hasMessageContaining("'open'")
        .hasMessageContaining("./queries/ticker-bars.sql");
  }
}
