package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.embedded.kafka.KafkaServer;
import io.ticklake.testkit.TopicReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a user runs it, against a broker that it finds in the data directory. */
final class ReplayCommandTest {
  private static final String HEADER = "Index,Date,Open,High,Low,Close,Adj Close,Volume,CloseUSD\n";
  private static final String ROW = "HSI,1986-12-31,1,4,2,3,5,6,7\n";

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
    assertThat(deadLetters("some"))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.value()).isEqualTo("HSI,short");
              assertThat(header(letter, "dlq.stage")).isEqualTo("replay");
              assertThat(header(letter, "dlq.error")).isEqualTo("has 2 columns, expected are 9");
              assertThat(header(letter, "dlq.file")).isEqualTo(file.toString());
              assertThat(header(letter, "dlq.line")).isEqualTo("3");
            });
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

  @Test
  void onlyListsBadRowsWhenItChecks() throws IOException {
    Path file = file(HEADER + ROW + "HSI,short\n" + ROW.replace("1986", "1985"));

    assertThat(TicklakeCommand.execute("replay", file.toString(), "--topic", "check", "--check"))
        .isEqualTo(3);
    Path good = file(HEADER + ROW);
    assertThat(TicklakeCommand.execute("replay", good.toString(), "--check")).isZero();

    assertThat(TicklakeCommand.execute("replay", good.toString(), "--topic", "check")).isZero();
    assertThat(TopicReader.readAll(broker.address(), "check")).hasSize(1);
    assertThat(deadLetters("check")).isEmpty();
  }

  @Test
  void goesOnFromTheBeginningAndDrawsAtRandomUntilItHasSentEnough() throws IOException {
    String file = file(HEADER + ROW + ROW.replace("1986", "1985")).toString();

    assertThat(run(file, "--topic", "loop", "--loop", "--shift-dates", "--count", "3")).isZero();
    assertThat(run(file, "--topic", "sample", "--sample", "--rate", "1000", "--count", "50"))
        .isZero();
    assertThat(run(file, "--loop", "--sample")).isEqualTo(2);
    assertThat(run(file, "--sample", "--speed", "1")).isEqualTo(2);

    assertThat(TopicReader.readAll(broker.address(), "loop"))
        .extracting(record -> header(record, "dt"))
        .containsExactly("1985-12-31", "1986-12-31", "1987-01-01");
    assertThat(TopicReader.readAll(broker.address(), "sample"))
        .hasSize(50)
        .extracting(record -> header(record, "dt"))
        .contains("1985-12-31", "1986-12-31");
  }

  @Test
  void sendsBarsToTheTopicOfBars() throws IOException {
    Path file = file("Symbol;Day;O;H;L;C;V;Extra\nA;2024-03-04;1;2;1;2;1;x\n");

    assertThat(run(file.toString(), "--as", "bars", "--delimiter", ";")).isZero();

    assertThat(TopicReader.readAll(broker.address(), "market.bars.v1"))
        .singleElement()
        .satisfies(
            bar -> {
              assertThat(bar.key()).isEqualTo("A");
              assertThat(bar.value()).contains("\"source\":\"replay of prices.csv\"");
              assertThat(header(bar, "dt")).isEqualTo("2024-03-04");
              assertThat(header(bar, "timespan")).isEqualTo("day");
            });
    assertThat(run(file.toString(), "--as", "rows")).as("no field index, no topic").isEqualTo(2);
    assertThat(run(file.toString(), "--map", "colour=C")).isEqualTo(2);
    assertThat(run(file.toString(), "--timezone", "Nowhere/City")).isEqualTo(2);
    assertThat(run(file.toString(), "--delimiter", ";;")).isEqualTo(2);
  }

  @Test
  void replaysAWholeFileInDateOrder() throws IOException {
    Path prices = Path.of("..", "shared", "data", "indexProcessed-2000.csv");
    Assumptions.assumeTrue(Files.exists(prices), "needs " + prices);

    assertThat(run(prices.toString(), "--topic", "whole")).isZero();

    List<String> dates =
        TopicReader.readAll(broker.address(), "whole").stream()
            .map(record -> header(record, "dt"))
            .toList();
    assertThat(dates).hasSize(2000).isSorted().doesNotHaveDuplicates();
    assertThat(dates.get(0)).isEqualTo("1986-12-31");
    assertThat(dates.get(1999)).isEqualTo("1995-01-24");
  }

  @Test
  void generatesAsManyBarsAsAskedFor() {
    assertThat(
            TicklakeCommand.execute(
                "generate",
                "--topic",
                "made",
                "--count",
                "1000",
                "--tickers",
                "10",
                "--days",
                "2",
                "--rate",
                "100000",
                "--add-field",
                "sector:string@500"))
        .isZero();
    assertThat(TicklakeCommand.execute("generate", "--add-field", "close:long")).isEqualTo(2);
    assertThat(TicklakeCommand.execute("generate", "--count", "0")).isEqualTo(2);

    var bars = TopicReader.readAll(broker.address(), "made");
    assertThat(bars).hasSize(1000);
    assertThat(bars.stream().filter(bar -> bar.value().contains("\"sector\":"))).hasSize(500);
  }

  private static int run(String... arguments) {
    return TicklakeCommand.execute(
        Stream.concat(Stream.of("replay"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static List<ConsumerRecord<String, String>> deadLetters(String topic) {
    return TopicReader.readAll(broker.address(), "market.dlq.v1").stream()
        .filter(letter -> header(letter, "dlq.topic").equals(topic))
        .toList();
  }

  private static String header(ConsumerRecord<String, String> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private static Path file(String text) throws IOException {
    return Files.writeString(dir.resolve("prices.csv"), text);
  }
}
