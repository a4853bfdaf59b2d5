package io.ticklake.archive;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether objects of two schemas can stand in one table. */
final class SchemaHistory {
  private SchemaHistory() {}

  /** Of columns that readers find by name: none may change its type, no required one may go. */
  static Optional<String> byName(String earlier, Schema now) {
    Map<String, Schema.Column> columns = new HashMap<>();
    now.columns().forEach(column -> columns.put(column.name(), column));
    for (Schema.Column before : columnsOf(earlier)) {
      Schema.Column after = columns.get(before.name());
      if (after != null && after.type() != before.type()) {
        return Optional.of(changed(now, before, after));
      }
      if (after == null && before.required()) {
        return Optional.of(
            "schema '%s' lacks the column '%s', which earlier objects have and require. Restore it, at least as optional, or archive to another folder under another archive name."
                .formatted(now.name(), before.name()));
      }
    }
    return Optional.empty();
  }

  /** Of columns that readers find by place: new ones may only follow. */
  static Optional<String> byPlace(String earlier, Schema now) {
    List<Schema.Column> before = columnsOf(earlier);
    for (int i = 0; i < before.size(); i++) {
      Schema.Column was = before.get(i);
      Schema.Column is = i < now.columns().size() ? now.columns().get(i) : null;
      if (is == null || !is.name().equals(was.name())) {
        return Optional.of(
            "schema '%s' has %s as column %d, earlier objects have '%s'. Restore the order and add columns at the end, for readers of CSV go by it, or archive to another folder under another archive name."
                .formatted(
                    now.name(), is == null ? "nothing" : "'" + is.name() + "'", i + 1, was.name()));
      }
      if (is.type() != was.type()) {
        return Optional.of(changed(now, was, is));
      }
    }
    return Optional.empty();
  }

  private static String changed(Schema now, Schema.Column before, Schema.Column after) {
    return "column '%s' of schema '%s' is %s now, and %s in earlier objects. Restore its type, or give the new column another name."
        .formatted(before.name(), now.name(), text(after.type()), text(before.type()));
  }

  private static String text(ColumnType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  /** Empty when it was not a format of columns. */
  private static List<Schema.Column> columnsOf(String earlier) {
    String schema = Description.of(earlier).settings().get("schema");
    return schema == null ? List.of() : SchemaText.read(schema).columns();
  }
}
