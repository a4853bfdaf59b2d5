package io.ticklake.embedded.athena.sql;

import io.trino.sql.tree.Node;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The {@code ?} of a query and their values, in the order of the text. The parser counts them in
 * the order in which it builds the tree, which is another one.
 */
final class Placeholders {
  private static final Comparator<NodeLocation> READING_ORDER =
      Comparator.comparingInt(NodeLocation::getLineNumber)
          .thenComparingInt(NodeLocation::getColumnNumber);

  private final Map<NodeLocation, String> values;

  private Placeholders(Map<NodeLocation, String> values) {
    this.values = values;
  }

  /**
   * Gives each placeholder its value.
   *
   * @param values SQL literals
   * @throws QueryFailure INVALID_PARAMETER_USAGE when there are more or fewer values
   */
  static Placeholders of(Node query, List<String> values) {
    List<NodeLocation> places = new ArrayList<>();
    collect(query, places);
    List<NodeLocation> ordered = places.stream().distinct().sorted(READING_ORDER).toList();
    if (ordered.size() != values.size()) {
      throw QueryFailure.at(
          query,
          "INVALID_PARAMETER_USAGE",
          "Incorrect number of parameters: expected %d but found %d"
              .formatted(ordered.size(), values.size()));
    }
    Map<NodeLocation, String> byPlace = new HashMap<>();
    for (int i = 0; i < ordered.size(); i++) {
      byPlace.put(ordered.get(i), values.get(i));
    }
    return new Placeholders(byPlace);
  }

  String of(Parameter placeholder) {
    return Objects.requireNonNull(
        values.get(placeholder.getLocation().orElseThrow()), "one value for each placeholder");
  }

  private static void collect(Node node, List<NodeLocation> places) {
    if (node instanceof Parameter) {
      node.getLocation().ifPresent(places::add);
    }
    node.getChildren().forEach(child -> collect(child, places));
  }
}
