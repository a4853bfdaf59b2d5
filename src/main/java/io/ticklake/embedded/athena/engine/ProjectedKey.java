package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.glue.GlueTable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * The values of one projected key, after <a
 * href="https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html">Athena's
 * guide</a>.
 */
final class ProjectedKey {
  private static final Pattern NOW = Pattern.compile("NOW\\s*(?:([+-])\\s*(\\d+)\\s*([A-Z]+?)S?)?");

  private final GlueTable table;
  private final String key;
  private final Clock clock;

  ProjectedKey(GlueTable table, String key, Clock clock) {
    this.table = table;
    this.key = key;
    this.clock = clock;
  }

  List<String> values() {
    String type = property("type", "");
    try {
      return switch (type.toLowerCase(Locale.ROOT)) {
        case "enum" -> Arrays.asList(property("values", "").split("\\s*,\\s*", -1));
        case "integer" -> integers();
        case "date" -> dates();
        default ->
            throw new QueryFailure(
                "NOT_SUPPORTED",
                "The embedded Athena projects enum, integer and date; column '%s' of table '%s' is '%s'"
                    .formatted(key, table.name(), type));
      };
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new QueryFailure(
          "INVALID_TABLE_PROPERTY",
          "The projection of column '%s' of table '%s' cannot be read: %s"
              .formatted(key, table.name(), e.getMessage()));
    }
  }

  private List<String> integers() {
    String[] range = range();
    int digits = Integer.parseInt(property("digits", "1"));
    long step = Long.parseLong(property("interval", "1"));
    long first = Long.parseLong(range[0]);
    long last = Long.parseLong(range[1]);
    return LongStream.iterate(first, i -> i <= last, i -> i + step)
        .mapToObj(i -> ("%0" + digits + "d").formatted(i))
        .toList();
  }

  private List<String> dates() {
    DateTimeFormatter format =
        new DateTimeFormatterBuilder()
            .appendPattern(property("format", ""))
            .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .toFormatter(Locale.ROOT);
    String[] range = range();
    long step = Long.parseLong(property("interval", "1"));
    ChronoUnit unit = unit(property("interval.unit", "DAYS"));
    LocalDateTime last = date(range[1], format);
    List<String> values = new ArrayList<>();
    for (LocalDateTime at = date(range[0], format); !at.isAfter(last); at = at.plus(step, unit)) {
      values.add(format.format(at));
    }
    return values;
  }

  private LocalDateTime date(String text, DateTimeFormatter format) {
    Matcher now = NOW.matcher(text);
    if (!now.matches()) {
      return LocalDateTime.parse(text, format);
    }
    LocalDateTime at = LocalDateTime.now(clock.withZone(ZoneOffset.UTC));
    if (now.group(2) != null) {
      long amount = Long.parseLong(now.group(2));
      at = at.plus(now.group(1).equals("-") ? -amount : amount, unit(now.group(3)));
    }
    // In the format's own steps: a day that has begun counts as a whole.
    return LocalDateTime.parse(format.format(at), format);
  }

  private static ChronoUnit unit(String name) {
    String plural = name.endsWith("S") ? name : name + "S";
    return ChronoUnit.valueOf(plural);
  }

  private String[] range() {
    String[] range = property("range", "").trim().split("\\s*,\\s*", -1);
    if (range.length != 2) {
      throw new IllegalArgumentException("its range is no pair of values");
    }
    return range;
  }

  private String property(String name, String standard) {
    return table.parameters().getOrDefault("projection." + key + "." + name, standard);
  }
}
