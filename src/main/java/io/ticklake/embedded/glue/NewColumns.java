package io.ticklake.embedded.glue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** MergeNewColumns: what is new is added, in nested structs too; nothing is removed or retyped. */
final class NewColumns {
  private NewColumns() {}

  static List<GlueColumn> add(List<GlueColumn> old, List<GlueColumn> found) {
    var merged = new LinkedHashMap<String, GlueColumn>();
    old.forEach(column -> merged.put(column.name().toLowerCase(Locale.ROOT), column));
    for (var column : found) {
      merged.merge(
          column.name().toLowerCase(Locale.ROOT),
          column,
          (kept, added) ->
              new GlueColumn(kept.name(), addFields(kept.type(), added.type()), kept.comment()));
    }
    return List.copyOf(merged.values());
  }

  /** The old type with the struct fields that only the other has. */
  static String addFields(String old, String found) {
    for (var wrapper : List.of("struct<", "array<", "map<")) {
      if (old.startsWith(wrapper) && found.startsWith(wrapper)) {
        var oldParts = parts(old.substring(wrapper.length(), old.length() - 1));
        var foundParts = parts(found.substring(wrapper.length(), found.length() - 1));
        var merged =
            wrapper.equals("struct<")
                ? fields(oldParts, foundParts)
                : pairwise(oldParts, foundParts);
        return wrapper + String.join(",", merged) + ">";
      }
    }
    return old;
  }

  private static List<String> pairwise(List<String> old, List<String> found) {
    var merged = new ArrayList<String>();
    for (var i = 0; i < old.size(); i++) {
      merged.add(i < found.size() ? addFields(old.get(i), found.get(i)) : old.get(i));
    }
    return merged;
  }

  private static List<String> fields(List<String> old, List<String> found) {
    var types = new LinkedHashMap<String, String>();
    for (var field : old) {
      types.put(name(field), type(field));
    }
    for (var field : found) {
      types.merge(name(field), type(field), NewColumns::addFields);
    }
    return types.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).toList();
  }

  private static String name(String field) {
    return field.substring(0, Math.max(0, field.indexOf(':')));
  }

  private static String type(String field) {
    return field.substring(field.indexOf(':') + 1);
  }

  /** Splits at the commas that lie in no brackets. */
  private static List<String> parts(String text) {
    var parts = new ArrayList<String>();
    var depth = 0;
    var start = 0;
    for (var i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '<', '(' -> depth++;
        case '>', ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(text.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
