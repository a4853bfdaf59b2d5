package io.ticklake.cli;

import io.ticklake.ingest.replay.Pace;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How fast to send; at most one of these. */
final class ReplayPaceOptions {
  @Option(names = "--rate", paramLabel = "N", description = "Records a second.")
  private @Nullable Double rate;

  @Option(
      names = "--speed",
      paramLabel = "N",
      description = "Days of the file's calendar a second.")
  private @Nullable Double days;

  @Option(
      names = "--as-fast-as-possible",
      description = "No waiting between records (default; with --sample it is one a second).")
  private boolean unlimited;

  boolean isByCalendar() {
    return days != null;
  }

  /** The pace that was asked for. */
  Pace pace(CommandLine line, Pace byDefault) {
    if (rate != null) {
      return new Pace.Rows(positive(line, "--rate", rate));
    }
    if (days != null) {
      return new Pace.Days(positive(line, "--speed", days));
    }
    return unlimited ? new Pace.Unlimited() : byDefault;
  }

  static double positive(CommandLine line, String option, double value) {
    if (value > 0 && Double.isFinite(value)) {
      return value;
    }
    throw new ParameterException(
        line, "Option '%s' = '%s' must be a number above 0.".formatted(option, value));
  }
}
