package io.ticklake.cli;

import io.ticklake.archive.ArchiveConfig;
import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.config.ConfigurationException;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.ingest.Backfill;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ingest.checkpoint.S3Checkpoints;
import io.ticklake.kafka.KafkaAccess;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.kafka.KafkaTopics;
import io.ticklake.model.Timespan;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches the bars of days that are behind, as far as they are not on Kafka. */
@Command(
    name = "backfill",
    description = {
      "Fetches the bars of past days from the market and publishes them, as the sources do.",
      "What was fetched is written down beside the lake, and is not fetched again: after Ctrl-C or a failure start it again.",
      "With embedded services the program must be running; its archive puts the bars into the lake."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:every day is published",
      "1:a service failed again and again; what was fetched is kept",
      "2:an option or a setting cannot be used, nothing was fetched",
      "3:the market refused some requests (its plan does not include them), the others are published",
      "130:stopped by Ctrl-C; what was fetched is kept"
    })
final class BackfillCommand implements Callable<Integer> {
  /** Some requests were refused, the others are published. */
  static final int SOME_REFUSED = 3;

  /** As shells have it of a program that ended with Ctrl-C. */
  static final int INTERRUPTED = 130;

  private static final Duration TIMEOUT = Duration.ofSeconds(15);
  private static final int REFUSALS_SHOWN = 10;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "DATE",
      description = "The first day, such as 2026-01-02.")
  private LocalDate from = LocalDate.MIN;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DATE",
      description = "The last day. Days that have not ended are left out.")
  private LocalDate to = LocalDate.MIN;

  @Option(
      names = "--tickers",
      paramLabel = "T",
      split = ",",
      description = "These tickers only, such as AAPL,MSFT. Default: all, one request a day.")
  private List<String> tickers = new ArrayList<>();

  @Option(
      names = "--timespan",
      paramLabel = "day|minute",
      description = "What a bar is of: day (default), or minute, which needs --tickers.")
  private Timespan timespan = Timespan.DAY;

  @Option(
      names = "--requests-per-minute",
      paramLabel = "N",
      description = {
        "How much of the plan's limit to use; what a program on the same data directory sends counts, too. The default",
        "is half of ticklake.market.requests-per-minute while one runs, which leaves the rest to its sources; else all."
      })
  private @Nullable Integer requestsPerMinute;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    check();
    Settings own = SettingsLoader.ofProcess().load();
    List<String> problems = own.problems(KnownKeys.ALL);
    if (problems.isEmpty()) {
      problems = IngestConfig.problems(own);
    }
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    Settings settings =
        new RunningProgram(own)
            .settingsFor(
                IngestConfig.BASE_URL.name(), KafkaConfig.BROKERS.name(), AwsConfig.S3.name());
    StopSignal stop = StopSignal.watch();
    int status = TicklakeCommand.FAILED;
    try {
      status = run(settings, stop);
      return status;
    } finally {
      stop.ended(status);
    }
  }

  private void check() {
    if (to.isBefore(from)) {
      throw wrong("Option '--to' = '%s' is before '--from' = '%s'.".formatted(to, from));
    }
    if (timespan != Timespan.DAY && timespan != Timespan.MINUTE) {
      throw wrong(
          "Option '--timespan' = '%s' is neither day nor minute.".formatted(timespan.text()));
    }
    if (timespan == Timespan.MINUTE && tickers.isEmpty()) {
      throw wrong(
          "Option '--timespan minute' needs '--tickers': the market has minutes by ticker.");
    }
    if (requestsPerMinute != null && requestsPerMinute < 1) {
      throw wrong(
          "Option '--requests-per-minute' = '%d' must be 1 or more.".formatted(requestsPerMinute));
    }
  }

  private int run(Settings settings, StopSignal stop) throws Exception {
    KafkaConfig kafka = KafkaConfig.from(settings);
    IngestConfig config = IngestConfig.from(settings).withRequestsPerMinute(budget(settings));
    String brokers = settings.get(Key.text(KafkaConfig.BROKERS.name()));
    new KafkaTopics(KafkaAccess.from(settings).connection(brokers), kafka, TIMEOUT).ensure();
    try (AwsClients aws = new AwsClients(AwsConfig.from(settings))) {
      var checkpoints = new S3Checkpoints(aws.s3(), settings.get(ArchiveConfig.BUCKET));
      Backfill backfill =
          Backfill.of(
              new Backfill.Days(from, to, timespan),
              tickers.stream().distinct().toList(),
              checkpoints,
              Clock.systemUTC(),
              stop);
      if (backfill.size() == 0) {
        print("Nothing to fetch: every day from %s to %s was.%n".formatted(from, to));
        return 0;
      }
      try (BackfillContext camel = BackfillContext.start(settings, config, checkpoints)) {
        stop.whenStopped(camel::stopWaiting);
        return report(fetch(backfill, camel));
      }
    }
  }

  // The bar is drawn a last time when it is closed: before the summary, which stands below it.
  private static Backfill.Result fetch(Backfill backfill, BackfillContext camel) {
    try (BackfillProgress progress = new BackfillProgress(backfill.size())) {
      return backfill.run(camel.context(), progress);
    }
  }

  private int budget(Settings settings) throws IOException {
    if (requestsPerMinute != null) {
      return requestsPerMinute;
    }
    int all = settings.get(IngestConfig.REQUESTS_PER_MINUTE);
    return DataDirectory.isHeld(RunConfig.from(settings).dataDir()) ? Math.max(1, all / 2) : all;
  }

  private int report(Backfill.Result result) {
    print(
        "%,d requests, %,d new bars published, %,d requests left, %,d refused%n"
            .formatted(result.requests(), result.bars(), result.left(), result.refused().size()));
    PrintWriter err = commandLine().getErr();
    result.refused().stream().limit(REFUSALS_SHOWN).forEach(err::println);
    err.flush();
    if (result.left() > 0) {
      return INTERRUPTED;
    }
    return result.refused().isEmpty() ? 0 : SOME_REFUSED;
  }

  private void print(String text) {
    PrintWriter out = commandLine().getOut();
    out.print(text);
    out.flush();
  }

  private ParameterException wrong(String message) {
    return new ParameterException(commandLine(), message);
  }

  private picocli.CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
