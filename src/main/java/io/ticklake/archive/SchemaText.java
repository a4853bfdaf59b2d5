package io.ticklake.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A schema in one line, as ledger entries keep it: {@code
 * bar[timespan](ticker:string!,vwap:double)}. The exclamation mark stands for required. Names are
 * escaped as in URLs, so none can hold one of the separators.
 */
final class SchemaText {
  private static final Pattern WHOLE = Pattern.compile("([^\\[(]*)\\[([^]]*)]\\(([^)]*)\\)");
  private static final Pattern COLUMN = Pattern.compile("([^:]*):([a-z]+)(!?)");

  private SchemaText() {}

  static String of(Schema schema) {
    String partition =
        new TreeSet<>(schema.partition())
            .stream().map(SchemaText::escape).collect(Collectors.joining(","));
    String columns =
        schema.columns().stream().map(SchemaText::column).collect(Collectors.joining(","));
    return "%s[%s](%s)".formatted(escape(schema.name()), partition, columns);
  }

  /**
   * The schema of that text.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Schema read(String text) {
    Matcher matcher = WHOLE.matcher(text);
    if (!matcher.matches()) {
      throw mistake(text);
    }
    List<Schema.Column> columns = new ArrayList<>();
    for (String column : parts(matcher.group(3))) {
      columns.add(readColumn(column));
    }
    Set<String> partition = new TreeSet<>();
    parts(matcher.group(2)).forEach(name -> partition.add(unescape(name)));
    return new Schema(unescape(matcher.group(1)), partition, columns);
  }

  private static Schema.Column readColumn(String text) {
    Matcher matcher = COLUMN.matcher(text);
    if (!matcher.matches()) {
      throw mistake(text);
    }
    return new Schema.Column(
        unescape(matcher.group(1)),
        ColumnType.valueOf(matcher.group(2).toUpperCase(Locale.ROOT)),
        !matcher.group(3).isEmpty());
  }

  private static String column(Schema.Column column) {
    String type = column.type().name().toLowerCase(Locale.ROOT);
    return escape(column.name()) + ":" + type + (column.required() ? "!" : "");
  }

  private static List<String> parts(String list) {
    return list.isEmpty() ? List.of() : List.of(list.split(",", -1));
  }

  static String escape(String name) {
    return URLEncoder.encode(name, UTF_8);
  }

  static String unescape(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  private static IllegalArgumentException mistake(String text) {
    return new IllegalArgumentException("'" + text + "' is no schema");
  }
}
