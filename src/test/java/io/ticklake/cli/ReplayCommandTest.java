package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.testkit.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it, against a broker that it finds in the data directory. */
final class ReplayCommandTest {
  private static final String HEADER = "Index,Date,Open,High,Low,Close,Adj Close,Volume,CloseUSD\n";
  private static final String ROW = "HSI,1986-12-31,1,2,3,4,5,6,7\n";

  @TempDir static Path dir;
  private static KafkaServer broker;

  private DataDirectory running;

  @BeforeAll
  static void start() {
    broker = KafkaServer.start(dir.resolve("kafka"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void pointAtTheDataDirectory() throws IOException {
    System.setProperty("ticklake.data-dir", dir.toString());
    new EndpointsFile(dir).write(Map.of("KAFKA_BROKERS", broker.address()));
    running = DataDirectory.take(dir);
  }

  @AfterEach
  void forgetTheDataDirectory() throws IOException {
    running.close();
    System.clearProperty("ticklake.data-dir");
  }

  @Test
  void sendsEveryRow() throws IOException {
    Path file = file(HEADER + ROW + ROW.replace("1986", "1985"));

    assertThat(TicklakeCommand.execute("replay", file.toString(), "--topic", "good")).isZero();

    assertThat(TopicReader.readAll(broker.address(), "good"))
        .extracting(record -> record.value().substring(0, 40))
        .containsExactly(
            "{\"index\":\"HSI\",\"date\":\"1985-12-31\",\"open",
            "{\"index\":\"HSI\",\"date\":\"1986-12-31\",\"open");
  }

  @Test
  void sendsTheRestWhenSomeRowsAreBad() throws IOException {
    Path file = file(HEADER + ROW + "HSI,short\n" + ROW);

    assertThat(
            TicklakeCommand.execute("replay", file.toString(), "--topic", "some", "--rate", "500"))
        .isEqualTo(3);

    assertThat(TopicReader.readAll(broker.address(), "some")).hasSize(2);
  }

  @Test
  void refusesWhatCannotBeUsed() throws IOException {
    Path good = file(HEADER + ROW);

    assertThat(TicklakeCommand.execute("replay")).isEqualTo(2);
    assertThat(TicklakeCommand.execute("replay", dir.resolve("absent.csv").toString()))
        .isEqualTo(2);
    assertThat(TicklakeCommand.execute("replay", good.toString(), "--rate", "0")).isEqualTo(2);
    assertThat(TicklakeCommand.execute("replay", good.toString(), "--rate", "1", "--speed", "1"))
        .isEqualTo(2);
  }

  @Test
  void saysThatNoProgramRuns() throws IOException {
    Path good = file(HEADER + ROW);

    running.close();
    assertThat(TicklakeCommand.execute("replay", good.toString())).isEqualTo(2);
  }

  private static Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("prices.csv"), text);
  }
}
