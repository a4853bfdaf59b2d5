package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/**
 * The columns in sight of an expression, innermost first.
 *
 * @param fields of the FROM clause, or a lambda's arguments
 * @param outer of the query around, if there is one
 * @param quiet inside TRY: errors become NULL
 */
record Scope(List<Field> fields, Optional<Scope> outer, boolean quiet) {
  static final Scope EMPTY = new Scope(List.of(), Optional.empty(), false);

  Scope {
    fields = List.copyOf(fields);
  }

  Scope inner(List<Field> innerFields) {
    return new Scope(innerFields, Optional.of(this), quiet);
  }

  Scope inTry() {
    return new Scope(fields, outer, true);
  }

  /**
   * The column of this name.
   *
   * @throws QueryFailure AMBIGUOUS_NAME
   */
  Optional<Field> find(Node node, String name) {
    return single(node, name, fields.stream().filter(f -> f.answersTo(name)).toList())
        .or(() -> outer.flatMap(scope -> scope.find(node, name)));
  }

  /**
   * The column of this name and relation.
   *
   * @throws QueryFailure AMBIGUOUS_NAME
   */
  Optional<Field> find(Node node, String qualifier, String name) {
    var found =
        fields.stream()
            .filter(f -> f.answersTo(name) && f.qualifier().equalsIgnoreCase(qualifier))
            .toList();
    return single(node, name, found)
        .or(() -> outer.flatMap(scope -> scope.find(node, qualifier, name)));
  }

  private static Optional<Field> single(Node node, String name, List<Field> found) {
    if (found.size() > 1) {
      throw QueryFailure.at(node, "AMBIGUOUS_NAME", "Column '" + name + "' is ambiguous");
    }
    return found.stream().findFirst();
  }
}
