package io.ticklake.embedded.athena.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.embedded.athena.sql.QueryFailure;
import io.ticklake.embedded.athena.sql.TableLookup;
import io.ticklake.embedded.athena.sql.TableSchema;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.athena.sql.TypeReader;
import io.ticklake.embedded.glue.Catalog;
import io.ticklake.embedded.glue.GlueColumn;
import io.ticklake.embedded.glue.GlueTable;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The catalogue as the translator sees it. */
public final class CatalogTables implements TableLookup {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String VIEW_HEAD = "/* Presto View: ";
  private static final String VIEW_TAIL = " */";

  private final Catalog catalog;

  public CatalogTables(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public boolean hasDatabase(String database) {
    return catalog.database(database).isPresent();
  }

  @Override
  public Optional<TableSchema> table(String database, String name) {
    return catalog.table(database, name).map(CatalogTables::schema);
  }

  private static TableSchema schema(GlueTable table) {
    return new TableSchema(
        table.database(),
        table.name(),
        columns(table, table.columns()),
        columns(table, table.partitionKeys()),
        table.isView() ? Optional.of(viewSql(table)) : Optional.empty());
  }

  private static List<Column> columns(GlueTable table, List<GlueColumn> columns) {
    return columns.stream()
        .map(
            column -> {
              try {
                return new Column(
                    column.name().toLowerCase(Locale.ROOT), TypeReader.read(column.type()));
              } catch (IllegalArgumentException e) {
                throw new QueryFailure(
                    "HIVE_METASTORE_ERROR",
                    "Column '%s' of table '%s.%s': %s"
                        .formatted(column.name(), table.database(), table.name(), e.getMessage()));
              }
            })
        .toList();
  }

  /** The query of a view, out of the text that Athena keeps in the catalogue. */
  public static String viewSql(GlueTable table) {
    String text = table.viewOriginalText();
    if (text.startsWith(VIEW_HEAD) && text.endsWith(VIEW_TAIL)) {
      String body = text.substring(VIEW_HEAD.length(), text.length() - VIEW_TAIL.length());
      try {
        String json = new String(Base64.getDecoder().decode(body), UTF_8);
        return JSON.readTree(json).path("originalSql").asText();
      } catch (JsonProcessingException | IllegalArgumentException e) {
        throw new QueryFailure(
            "INVALID_VIEW", "Invalid view JSON of '" + table.name() + "': " + e.getMessage());
      }
    }
    throw new QueryFailure("NOT_SUPPORTED", "View '" + table.name() + "' was not made by Athena");
  }

  /** The text to keep for a view. */
  public static String viewText(String sql, String database, List<Column> columns) {
    var json = JSON.createObjectNode();
    json.put("originalSql", sql).put("catalog", "awsdatacatalog").put("schema", database);
    var list = json.putArray("columns");
    columns.forEach(c -> list.addObject().put("name", c.name()).put("type", c.type().display()));
    return VIEW_HEAD
        + Base64.getEncoder().encodeToString(json.toString().getBytes(UTF_8))
        + VIEW_TAIL;
  }
}
