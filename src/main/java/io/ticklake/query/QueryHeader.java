package io.ticklake.query;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the comment at the head of a SQL file:
 *
 * <pre>
 * -- movers: the biggest gains and losses of the last trading day.
 * -- Further lines are for the reader of the file.
 * -- parameter top bigint = 5: how many of each
 * -- table bars = latest-table
 * </pre>
 *
 * <p>A parameter without {@code =} must be given. A table's line says that {@code "bars"}, in
 * double quotes, stands for what the setting {@code ticklake.query.latest-table} names.
 */
final class QueryHeader {
  private static final Pattern TITLE = Pattern.compile("-- ([a-z0-9][a-z0-9-]*): (\\S.*)");
  private static final Pattern PARAMETER =
      Pattern.compile("-- parameter ([a-z][a-z0-9_]*) ([a-z]+)(?: = (.*?))?: (\\S.*)");
  private static final Pattern TABLE = Pattern.compile("-- table ([a-z0-9_]+) = ([a-z-]+)");

  private final String name;
  private final String source;
  private final Map<String, String> settings;
  private final List<QueryParameter> parameters = new ArrayList<>();
  private final Map<String, String> tables = new LinkedHashMap<>();

  private QueryHeader(String name, String source, Map<String, String> settings) {
    this.name = name;
    this.source = source;
    this.settings = settings;
  }

  /**
   * Reads a file.
   *
   * @param name the file's, without its end
   * @param source the file, for messages
   * @param settings the configured names of tables, by the end of their keys
   * @throws StopRoute with file and line when the header is not as it should be
   */
  static LibraryQuery read(String name, String source, String sql, Map<String, String> settings) {
    return new QueryHeader(name, source, settings).read(sql);
  }

  private LibraryQuery read(String sql) {
    List<String> lines = sql.lines().takeWhile(line -> line.startsWith("--")).toList();
    String answers = title(lines);
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i).stripTrailing();
      if (line.startsWith("-- parameter ")) {
        parameter(line, i + 1);
      } else if (line.startsWith("-- table ")) {
        table(line, i + 1, sql);
      }
    }
    int placeholders = new SqlText(sql).placeholders();
    if (placeholders != parameters.size()) {
      throw wrong(
          1,
          "the SQL has %d placeholders (?), and the header declares %d parameters. Declare one for each, in their order: '-- parameter days bigint = 14: what it does'"
              .formatted(placeholders, parameters.size()));
    }
    return new LibraryQuery(name, answers, parameters, tables, sql, source);
  }

  private String title(List<String> lines) {
    Matcher title = TITLE.matcher(lines.isEmpty() ? "" : lines.get(0).stripTrailing());
    if (!title.matches()) {
      throw wrong(1, "the first line must be '-- %s: ' and what the query answers".formatted(name));
    }
    if (!title.group(1).equals(name)) {
      throw wrong(1, "the header's name is '%s', the file's '%s'".formatted(title.group(1), name));
    }
    return title.group(2);
  }

  private void parameter(String line, int number) {
    Matcher form = PARAMETER.matcher(line);
    if (!form.matches()) {
      throw wrong(number, "a parameter is written '-- parameter days bigint = 14: what it does'");
    }
    ParameterType type =
        ParameterType.named(form.group(2))
            .orElseThrow(
                () ->
                    wrong(
                        number,
                        "'%s' is no type; there are varchar, bigint, double, boolean, date, timestamp"
                            .formatted(form.group(2))));
    Optional<String> standard = Optional.ofNullable(form.group(3));
    if (standard.isPresent() && type.literal(standard.get()).isEmpty()) {
      throw wrong(number, "the default '%s' is not %s".formatted(standard.get(), type.form()));
    }
    if (parameters.stream().anyMatch(known -> known.name().equals(form.group(1)))) {
      throw wrong(number, "there are two parameters '%s'".formatted(form.group(1)));
    }
    parameters.add(new QueryParameter(form.group(1), type, standard, form.group(4)));
  }

  private void table(String line, int number, String sql) {
    Matcher form = TABLE.matcher(line);
    if (!form.matches()) {
      throw wrong(number, "a table is written '-- table bars = bars-table'");
    }
    String configured = settings.get(form.group(2));
    if (configured == null) {
      throw wrong(
          number,
          "there is no setting ticklake.query.%s; there are %s"
              .formatted(form.group(2), settings.keySet().stream().sorted().toList()));
    }
    if (!new SqlText(sql).names(form.group(1))) {
      throw wrong(
          number,
          "the SQL does not have the table as \"%s\", in double quotes".formatted(form.group(1)));
    }
    tables.put(form.group(1), configured);
  }

  private StopRoute wrong(int line, String problem) {
    return new StopRoute(
        ErrorCode.QUERY_FILE_UNUSABLE,
        "The SQL file '%s' cannot be used, line %d: %s.".formatted(source, line, problem));
  }
}
