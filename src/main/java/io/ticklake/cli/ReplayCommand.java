package io.ticklake.cli;

import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.ingest.replay.BadRow;
import io.ticklake.ingest.replay.IndexFile;
import io.ticklake.ingest.replay.Pace;
import io.ticklake.ingest.replay.Replay;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.kafka.TopicSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the rows of a CSV file of index prices to Kafka, in date order. */
@Command(
    name = "replay",
    description = {
      "Sends the rows of a CSV file of daily index prices to Kafka, in date order.",
      "The header is: Index,Date,Open,High,Low,Close,Adj Close,Volume,CloseUSD"
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:every row was sent",
      "1:Kafka did not take them",
      "2:the file, an option or a setting cannot be used, nothing was sent",
      "3:some rows could not be read, the others were sent"
    })
final class ReplayCommand implements Callable<Integer> {
  /** Some rows could not be read, the others were sent. */
  static final int SOME_ROWS_BAD = 3;

  // Each bad row is counted; beyond so many their lines tell nothing new.
  private static final int BAD_ROWS_SHOWN = 20;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Parameters(paramLabel = "FILE", description = "The CSV file.")
  private Path file = Path.of("");

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Where to send them; default is the setting ticklake.replay.topic.")
  private @Nullable String topic;

  @ArgGroup private Speed speed = new Speed();

  @Spec private @Nullable CommandSpec spec;

  /** At most one of these. */
  static final class Speed {
    @Option(names = "--rate", paramLabel = "N", description = "Rows a second.")
    private @Nullable Double rate;

    @Option(
        names = "--speed",
        paramLabel = "N",
        description = "Days of the file's calendar a second.")
    private @Nullable Double days;

    @Option(names = "--as-fast-as-possible", description = "No waiting between rows (default).")
    @SuppressWarnings("UnusedVariable") // it says what is the default
    private boolean unlimited;
  }

  @Override
  public Integer call() throws Exception {
    Pace pace = pace();
    Settings settings = SettingsLoader.ofProcess().load();
    KafkaConfig kafka = kafka(settings);
    IndexFile rows = IndexFile.read(file);
    String brokers = brokers(settings);
    String target = topic == null ? kafka.replayTopic() : topic;
    new KafkaTopics(brokers, kafka, TIMEOUT)
        .ensure(List.of(TopicSpec.records(target, kafka.partitions())));
    report(rows.badRows());
    try (var producer =
            new KafkaProducer<>(
                Replay.producerSettings(brokers), new StringSerializer(), new StringSerializer());
        var progress = new ReplayProgress(rows.prices().size())) {
      new Replay(producer, target, pace).send(rows.prices(), progress::sent);
    }
    PrintWriter out = commandLine().getOut();
    out.printf(
        "%d rows sent to topic '%s', %d bad rows%n",
        rows.prices().size(), target, rows.badRows().size());
    out.flush();
    return rows.badRows().isEmpty() ? 0 : SOME_ROWS_BAD;
  }

  private Pace pace() {
    if (speed.rate != null) {
      return new Pace.Rows(positive("--rate", speed.rate));
    }
    if (speed.days != null) {
      return new Pace.Days(positive("--speed", speed.days));
    }
    // With or without --as-fast-as-possible.
    return new Pace.Unlimited();
  }

  private double positive(String option, double value) {
    if (value > 0 && Double.isFinite(value)) {
      return value;
    }
    throw new ParameterException(
        commandLine(), "Option '%s' = '%s' must be a number above 0.".formatted(option, value));
  }

  private static KafkaConfig kafka(Settings settings) {
    List<String> problems = settings.problems(KafkaConfig.KEYS);
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return KafkaConfig.from(settings);
  }

  private static String brokers(Settings settings) throws IOException {
    String name = KafkaConfig.BROKERS.name();
    return new RunningProgram(settings).settingsFor(name).get(Key.text(name));
  }

  private void report(List<BadRow> badRows) {
    PrintWriter err = commandLine().getErr();
    badRows.stream()
        .limit(BAD_ROWS_SHOWN)
        .forEach(row -> err.printf("%s line %d: %s%n", file, row.line(), row.reason()));
    if (badRows.size() > BAD_ROWS_SHOWN) {
      err.printf("%s: %d further bad rows%n", file, badRows.size() - BAD_ROWS_SHOWN);
    }
    err.flush();
  }

  private picocli.CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
