package io.ticklake.ingest.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The columns of a CSV file.
 *
 * @param headers as in the file
 * @param names on Kafka, when rows are sent as they are: {@code adj_close}
 * @param fields where the fields that are known stand
 */
record Columns(List<String> headers, List<String> names, Map<Field, Integer> fields) {
  Columns {
    headers = List.copyOf(headers);
    names = List.copyOf(names);
    fields = Map.copyOf(fields);
  }

  /**
   * The columns under this header.
   *
   * @param said names of columns that hold these fields
   * @throws IllegalArgumentException when two have one name, or a column that was said is not there
   */
  static Columns of(List<String> headers, Map<Field, String> said) {
    Map<Field, Integer> fields = new EnumMap<>(Field.class);
    for (int i = 0; i < headers.size(); i++) {
      put(fields, headers, i);
    }
    said.forEach((field, column) -> fields.put(field, place(headers, column)));
    return new Columns(headers, names(headers, said), fields);
  }

  private static void put(Map<Field, Integer> fields, List<String> headers, int place) {
    String header = headers.get(place);
    Optional<Field> field = Field.ofColumn(header);
    if (field.isPresent()) {
      Integer before = fields.get(field.get());
      if (before == null || field.get().rank(header) < field.get().rank(headers.get(before))) {
        fields.put(field.get(), place);
      }
    }
  }

  private static int place(List<String> headers, String column) {
    for (int i = 0; i < headers.size(); i++) {
      if (headers.get(i).equalsIgnoreCase(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "--map names a column '%s', its columns are %s".formatted(column, headers));
  }

  private static List<String> names(List<String> headers, Map<Field, String> said) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String header : headers) {
      String name =
          said.entrySet().stream()
              .filter(one -> one.getValue().equalsIgnoreCase(header))
              .map(one -> one.getKey().text())
              .findFirst()
              .orElseGet(() -> snakeCase(header));
      // The first column of exported tables often has no name.
      name = name.isEmpty() ? "column_" + (names.size() + 1) : name;
      // The market's T and t are different columns.
      name = seen.contains(name) ? name + "_" + (names.size() + 1) : name;
      if (!seen.add(name) || headers.indexOf(header) < names.size()) {
        throw new IllegalArgumentException("two of its columns are called '" + header + "'");
      }
      names.add(name);
    }
    return names;
  }

  // "Adj Close" and "CloseUSD" become adj_close and close_usd.
  private static String snakeCase(String header) {
    return header
        .strip()
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^\\p{L}\\p{N}]+", "_")
        .replaceAll("^_+|_+$", "")
        .toLowerCase(Locale.ROOT);
  }

  boolean has(Field field) {
    return fields.containsKey(field);
  }
}
