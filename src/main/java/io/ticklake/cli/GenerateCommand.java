package io.ticklake.cli;

import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.ingest.generate.Generator;
import io.ticklake.ingest.generate.GeneratorPlan;
import io.ticklake.ingest.generate.GeneratorRun;
import io.ticklake.ingest.generate.SchemaChange;
import io.ticklake.model.Timespan;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Sends made-up bars to Kafka, for load tests and demonstrations. */
@Command(
    name = "generate",
    description = {
      "Sends made-up bars to Kafka, for ever or --count of them: for load tests and demonstrations.",
      "Tickers are SIM000 to SIM499, with as many digits as the last of --tickers needs, and the"
          + " source says that they are simulated. The same seed gives the same bars again, but for"
          + " ingested_at.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:all were sent, or it was told to stop",
      "1:Kafka did not take them",
      "2:an option or a setting cannot be used, nothing was sent"
    })
final class GenerateCommand implements Callable<Integer> {
  private static final ZoneId EASTERN = ZoneId.of("America/New_York");

  @Option(names = "--rate", paramLabel = "N", description = "Bars a second; default: no limit.")
  private @Nullable Double rate;

  @Option(names = "--count", paramLabel = "N", description = "End after so many bars.")
  private long count = Long.MAX_VALUE;

  @Option(
      names = "--tickers",
      paramLabel = "N",
      description = "Different tickers; default: ${DEFAULT-VALUE}.")
  private int tickers = 500;

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Trading days to spread them over; default: ${DEFAULT-VALUE}.")
  private int days = 1;

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "The last of these days; default: today.")
  private @Nullable LocalDate until;

  @Option(
      names = "--timespan",
      paramLabel = "day|minute",
      description =
          "Of the bars; default: minute. Further bars of a day or a minute that is made already are"
              + " new versions of it.")
  private Timespan timespan = Timespan.MINUTE;

  @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Default: the setting ticklake.ingest.bars-topic.")
  private @Nullable String topic;

  @Option(
      names = "--add-field",
      paramLabel = "NAME:TYPE[@N]",
      description =
          "A further field, from the record after the N-th on. Types: string, double, long,"
              + " boolean, date, timestamp. May be repeated, as those below.")
  private List<String> added = new ArrayList<>();

  @Option(
      names = "--drop-field",
      paramLabel = "NAME[@N]",
      description = "Leave a field out. What the schema requires goes to the dead letters then.")
  private List<String> dropped = new ArrayList<>();

  @Option(
      names = "--change-type",
      paramLabel = "NAME:TYPE[@N]",
      description = "Give a field another type, which the archive refuses to the dead letters.")
  private List<String> changed = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    Settings settings = SettingsLoader.ofProcess().load();
    String target = topic == null ? KafkaTarget.config(settings).barsTopic() : topic;
    Clock clock = Clock.systemUTC();
    Generator generator;
    try {
      generator = new Generator(target, plan(line, clock), clock);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(line, "Cannot change the fields: " + e.getMessage() + ".", e);
    }
    double perSecond =
        rate == null ? Double.POSITIVE_INFINITY : ReplayPaceOptions.positive(line, "--rate", rate);
    return run(line, settings, generator, target, perSecond);
  }

  private GeneratorPlan plan(CommandLine line, Clock clock) {
    if (tickers < 1 || days < 1 || count < 1) {
      throw new ParameterException(line, "--tickers, --days and --count must be 1 or more.");
    }
    LocalDate last = until == null ? LocalDate.now(clock.withZone(EASTERN)) : until;
    List<SchemaChange> changes = new ArrayList<>();
    added.forEach(text -> changes.add(SchemaChange.parse(SchemaChange.Kind.ADD, text)));
    dropped.forEach(text -> changes.add(SchemaChange.parse(SchemaChange.Kind.DROP, text)));
    changed.forEach(text -> changes.add(SchemaChange.parse(SchemaChange.Kind.CHANGE_TYPE, text)));
    return new GeneratorPlan(
        tickers, GeneratorPlan.weekdaysUpTo(last, days), timespan, seed, changes);
  }

  private int run(
      CommandLine line, Settings settings, Generator generator, String target, double perSecond)
      throws IOException {
    StopSignal stop = StopSignal.watch();
    try (KafkaTarget kafka = KafkaTarget.open(settings, target)) {
      long began = System.nanoTime();
      long sent;
      try (ReplayProgress progress =
          new ReplayProgress(
              "generate", count == Long.MAX_VALUE ? ReplayProgress.ENDLESS : count)) {
        sent =
            new GeneratorRun(generator, kafka.sink(), perSecond, count)
                .send(target, progress::sent, stop);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      PrintWriter out = line.getOut();
      out.printf(
          "%d bars sent to topic '%s' in %.1f s, %.0f a second%n",
          sent, target, seconds, sent / seconds);
      out.flush();
      return stop.ended(0);
    } catch (IOException | RuntimeException e) {
      stop.ended(TicklakeCommand.FAILED);
      throw e;
    }
  }
}
