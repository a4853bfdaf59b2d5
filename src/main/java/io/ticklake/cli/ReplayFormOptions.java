package io.ticklake.cli;

import io.ticklake.ingest.replay.Field;
import io.ticklake.ingest.replay.FileForm;
import io.ticklake.ingest.replay.Shape;
import io.ticklake.model.Timespan;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What a user says of a file's form. */
final class ReplayFormOptions {
  @Option(
      names = "--as",
      paramLabel = "SHAPE",
      description =
          "bars: records of the bars topic. rows: the columns as they are, numbers and dates typed."
              + " Default: bars; rows when the file calls the ticker an index.")
  private @Nullable Shape shape;

  @Option(
      names = "--map",
      paramLabel = "FIELD=COLUMN",
      description = "Which column holds a field; may be repeated. Usual names are found anyway.")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--number",
      split = ",",
      paramLabel = "COLUMN",
      description = "With --as rows: further columns that hold numbers; others are text.")
  private Set<String> numbers = new LinkedHashSet<>();

  @Option(
      names = "--delimiter",
      paramLabel = "SIGN",
      description = "Between columns; default: found in the header (comma, semicolon, tab, pipe).")
  private @Nullable String delimiter;

  @Option(
      names = "--date-format",
      paramLabel = "PATTERN",
      description =
          "For example MM/dd/yyyy or \"d MMM yyyy HH:mm\". Found by itself: ISO dates and times,"
              + " yyyyMMdd, epoch numbers, and 12/31/2024 when some row tells month from day.")
  private @Nullable String dateFormat;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "Of times without an offset. Default: America/New_York; UTC for JSON lines.")
  private @Nullable String timezone;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Default: UTF-8, or what a byte order mark says.")
  private @Nullable String encoding;

  @Option(
      names = "--ticker",
      paramLabel = "TICKER",
      description = "Of every row, for a file that does not say it.")
  private @Nullable String ticker;

  @Option(
      names = "--timespan",
      paramLabel = "day|minute",
      description = "Of the bars. Default: day, or minute when the first row has a time of day.")
  private @Nullable Timespan timespan;

  FileForm form(CommandLine line) {
    return new FileForm(
        Optional.ofNullable(shape),
        fields(line),
        numbers,
        Optional.ofNullable(delimiter).map(text -> sign(line, text)),
        Optional.ofNullable(dateFormat),
        Optional.ofNullable(timezone).map(text -> named(line, "--timezone", text, ZoneId::of)),
        Optional.ofNullable(encoding)
            .map(text -> named(line, "--encoding", text, Charset::forName)),
        Optional.ofNullable(ticker),
        Optional.ofNullable(timespan));
  }

  private Map<Field, String> fields(CommandLine line) {
    Map<Field, String> fields = new EnumMap<>(Field.class);
    columns.forEach(
        (name, column) ->
            fields.put(
                Field.named(name)
                    .orElseThrow(
                        () ->
                            new ParameterException(
                                line,
                                "--map knows no field '%s', only: %s."
                                    .formatted(name, Field.all()))),
                column));
    return fields;
  }

  private static char sign(CommandLine line, String text) {
    if (text.equals("\\t") || text.equalsIgnoreCase("tab")) {
      return '\t';
    }
    if (text.length() == 1 && text.charAt(0) != '"') {
      return text.charAt(0);
    }
    throw new ParameterException(
        line, "--delimiter '%s' must be one sign, or tab; not a quote.".formatted(text));
  }

  private static <T> T named(
      CommandLine line, String option, String text, Function<String, T> read) {
    try {
      return read.apply(text);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ParameterException(line, option + " '" + text + "' is not known.", e);
    }
  }
}
