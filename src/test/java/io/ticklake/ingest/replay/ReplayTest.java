package io.ticklake.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.errors.RetryLater;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passes, dates and paces, with Kafka's own producer for tests. */
final class ReplayTest {
  private static final List<String> LINES =
      List.of(
          "ticker,date,open,high,low,close,volume",
          "A,2024-03-01,1,2,1,2,1",
          "A,2024-03-08,1,2,1,2,1");

  @TempDir Path dir;
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());

  @Test
  void sendsTheFileAgainWithItsOwnDates() throws IOException {
    assertThat(send(new Replay.Plan("t", new Pace.Unlimited(), 5, Replay.Loop.SAME_DATES, 8)))
        .isEqualTo(5);
    assertThat(days())
        .containsExactly("2024-03-01", "2024-03-08", "2024-03-01", "2024-03-08", "2024-03-01");
  }

  @Test
  void datesFurtherPassesAfterTheLastOne() throws IOException {
    send(new Replay.Plan("t", new Pace.Unlimited(), 5, Replay.Loop.LATER_DATES, 8));

    assertThat(days())
        .containsExactly("2024-03-01", "2024-03-08", "2024-03-09", "2024-03-16", "2024-03-17");
    // Midnight in New York, also when the clocks have changed on 10 March.
    assertThat(new String(producer.history().get(4).value(), StandardCharsets.UTF_8))
        .contains("\"timestamp\":\"2024-03-17 04:00:00.000\",\"trade_date\":\"2024-03-17\"");
  }

  @Test
  void sendsOnceAndKeepsThePace() throws IOException {
    long began = System.nanoTime();

    assertThat(send(Replay.Plan.once("t", new Pace.Days(35)))).isEqualTo(2);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(195));
    assertThat(new Pace.Rows(4).due(2, Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void saysHowFarItCameWhenKafkaFails() {
    producer.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");

    assertThatThrownBy(() -> send(Replay.Plan.once("t", new Pace.Unlimited())))
        .isInstanceOf(RetryLater.class)
        .hasMessageContaining("'t' broke off after 0 records: no broker");
  }

  private long send(Replay.Plan plan) throws IOException {
    try (ReplayFile file =
        ReadFile.open(Files.write(dir.resolve("in.csv"), LINES), FileForm.found())) {
      return new Replay(new RecordSink(producer), plan, bad -> {}, sent -> {}, () -> false)
          .send(file::rows);
    }
  }

  private List<String> days() {
    return producer.history().stream()
        .map(
            record -> new String(record.headers().lastHeader("dt").value(), StandardCharsets.UTF_8))
        .toList();
  }
}
