package io.ticklake.cli;

import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import io.ticklake.ingest.replay.Pace;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends the rows of a file of prices to Kafka, or the bars of the raw zone once more. */
@Command(
    name = "replay",
    description = {
      "Sends the rows of a file of prices to Kafka, in date order: CSV with a header, or JSON lines;"
          + " .gz and .zst are decompressed.",
      "With --from-raw it derives the bars again from the pages in the lake's raw zone.",
      "",
      "A file is read twice: once to find what cannot be read, then to send the rest. It is never"
          + " held in memory; rows that are not in date order are sorted, on disk when there are"
          + " more than --sort-rows. Standard input (-) is sent in its own order.",
      "Rows that cannot be read go to the dead-letter topic as they are, with the file, the line and"
          + " the reason in their headers.",
      ""
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:every row was sent",
      "1:Kafka or S3 failed on the way",
      "2:the file, an option or a setting cannot be used, nothing was sent",
      "3:some rows could not be read, the others were sent"
    })
final class ReplayCommand implements Callable<Integer> {
  /** Some rows could not be read, the others were sent. */
  static final int SOME_ROWS_BAD = 3;

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The file; - is standard input.")
  private @Nullable Path file;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description =
          "Where to send them. Default: for bars ticklake.ingest.bars-topic, for rows"
              + " ticklake.replay.topic.")
  private @Nullable String topic;

  @Option(names = "--check", description = "Only list the rows that cannot be read; send nothing.")
  private boolean check;

  @ArgGroup private ReplayPaceOptions pace = new ReplayPaceOptions();

  @ArgGroup private ReplayEndOptions end = new ReplayEndOptions();

  @Option(names = "--seed", paramLabel = "N", description = "Of --sample: the same rows again.")
  private @Nullable Long seed;

  @Option(names = "--count", paramLabel = "N", description = "End after so many records.")
  private long count = Long.MAX_VALUE;

  @Mixin private ReplayFormOptions form = new ReplayFormOptions();

  @Option(
      names = "--sort-rows",
      paramLabel = "N",
      defaultValue = "500000",
      description = "Rows to sort in memory at most; default: ${DEFAULT-VALUE}.")
  private int sortRows = 500_000;

  @Mixin private RawReplayOptions raw = new RawReplayOptions();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    CommandLine line = Objects.requireNonNull(spec).commandLine();
    Settings settings = SettingsLoader.ofProcess().load();
    if (raw.isAsked()) {
      if (file != null) {
        throw new ParameterException(line, "--from-raw reads the lake: it takes no FILE.");
      }
      return new RawReplayRun(line, settings, raw.selection(), topic).run();
    }
    raw.refuseWithout(line);
    return new FileReplayRun(line, settings, asked(line)).run();
  }

  private FileReplayRun.Asked asked(CommandLine line) {
    if (file == null) {
      throw new ParameterException(line, "Say which FILE, or --from-raw.");
    }
    if (count < 1 || sortRows < 1) {
      throw new ParameterException(line, "--count and --sort-rows must be 1 or more.");
    }
    if (end.sample && pace.isByCalendar()) {
      throw new ParameterException(line, "--sample has no calendar: use --rate, not --speed.");
    }
    Pace byDefault = end.sample ? new Pace.Rows(1) : new Pace.Unlimited();
    return new FileReplayRun.Asked(
        file,
        form.form(line),
        topic,
        check,
        pace.pace(line, byDefault),
        end,
        seed == null ? System.nanoTime() : seed,
        count,
        sortRows);
  }
}
