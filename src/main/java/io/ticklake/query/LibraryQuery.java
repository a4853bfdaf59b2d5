package io.ticklake.query;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A SQL file of the library.
 *
 * @param answers what it answers, in a sentence
 * @param parameters in the order of the {@code ?}
 * @param tables for each table whose name is configured: the name in the file, and the configured
 *     one
 * @param source the file, for messages
 */
public record LibraryQuery(
    String name,
    String answers,
    List<QueryParameter> parameters,
    Map<String, String> tables,
    String sql,
    String source) {
  public LibraryQuery {
    parameters = List.copyOf(parameters);
    tables = Map.copyOf(tables);
  }

  /**
   * Binds the parameters. Only the names of tables, which Athena cannot bind, are written into the
   * text; they are checked when the settings are read.
   *
   * @param values by the parameters' names; those left out have their default
   * @throws StopRoute for a parameter that is missing, unknown or of another type
   */
  public BoundQuery bind(Map<String, String> values) {
    List<String> problems = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    for (QueryParameter parameter : parameters) {
      String value = values.getOrDefault(parameter.name(), parameter.standard().orElse(null));
      if (value == null) {
        problems.add(
            "parameter '%s' is missing: %s".formatted(parameter.name(), parameter.about()));
      } else {
        parameter
            .type()
            .literal(value)
            .ifPresentOrElse(literals::add, () -> problems.add(wrong(parameter, value)));
      }
    }
    values.keySet().stream()
        .filter(given -> parameters.stream().noneMatch(p -> p.name().equals(given)))
        .forEach(given -> problems.add("it has no parameter '" + given + "'"));
    if (!problems.isEmpty()) {
      throw refused(problems);
    }
    return new BoundQuery(name, new SqlText(sql).withTables(tables), literals);
  }

  private static String wrong(QueryParameter parameter, String value) {
    return "parameter '%s' is '%s', which is not %s"
        .formatted(parameter.name(), value, parameter.type().form());
  }

  private StopRoute refused(List<String> problems) {
    String known =
        parameters.isEmpty()
            ? "it takes none"
            : parameters.stream()
                .map(QueryParameter::declaration)
                .collect(Collectors.joining("', '", "it takes '", "'"));
    return new StopRoute(
        ErrorCode.QUERY_PARAMETER_REFUSED,
        "Query '%s' was not asked: %s; %s.".formatted(name, String.join("; ", problems), known));
  }
}
