package io.ticklake.embedded.athena.sql;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One mention of a table in a query: under which name the query reads it, which columns, and what
 * is known of its partitions. Filled while the query is printed, read afterwards.
 */
public final class TableScan {
  /** What clients write to see which object a row came from. */
  public static final String PATH = "$path";

  private final String view;
  private final TableSchema table;
  private final Set<String> columns = new LinkedHashSet<>();
  private final List<String> conditions = new ArrayList<>();

  TableScan(String view, TableSchema table) {
    this.view = view;
    this.table = table;
  }

  void use(String column) {
    columns.add(column);
  }

  void require(String condition) {
    conditions.add(condition);
  }

  /** The DuckDB relation that the query reads; also the qualifier in {@link #conditions()}. */
  public String view() {
    return view;
  }

  public TableSchema table() {
    return table;
  }

  /** Columns and partition keys that the query names, and {@link #PATH} if it does. */
  public Set<String> columns() {
    return Set.copyOf(columns);
  }

  /**
   * Conditions, all of which a row must meet to matter, over partition keys only: DuckDB
   * expressions over {@code view."key"}.
   */
  public List<String> conditions() {
    return List.copyOf(conditions);
  }
}
