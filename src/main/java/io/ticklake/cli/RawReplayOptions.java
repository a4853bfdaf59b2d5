package io.ticklake.cli;

import io.ticklake.ingest.RawZone;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Which pages of the raw zone to derive bars from. */
final class RawReplayOptions {
  @Option(
      names = "--from-raw",
      description =
          "Derive the bars again from the pages in the lake's raw zone, as they were published"
              + " first, field by field.")
  private boolean asked;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Of --from-raw: pages of this source only, for example grouped-daily.")
  private @Nullable String source;

  @Option(
      names = "--from",
      paramLabel = "DATE",
      description = "Of --from-raw: pages that were fetched on this day or later, UTC.")
  private @Nullable LocalDate from;

  @Option(
      names = "--to",
      paramLabel = "DATE",
      description = "Of --from-raw: pages that were fetched on this day or before.")
  private @Nullable LocalDate to;

  boolean isAsked() {
    return asked;
  }

  void refuseWithout(CommandLine line) {
    if (source != null || from != null || to != null) {
      throw new ParameterException(line, "--source, --from and --to go with --from-raw.");
    }
  }

  RawZone.Selection selection() {
    return new RawZone.Selection(
        Optional.ofNullable(source), Optional.ofNullable(from), Optional.ofNullable(to));
  }
}
