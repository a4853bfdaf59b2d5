package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.TableLookup;
import io.ticklake.embedded.athena.sql.TableSchema;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.athena.sql.Translator;
import io.trino.sql.tree.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs queries that need no table. */
final class Answers implements RowSink {
  static final TableLookup NO_TABLES =
      new TableLookup() {
        @Override
        public boolean hasDatabase(String database) {
          return database.equals("db");
        }

        @Override
        public Optional<TableSchema> table(String database, String name) {
          return Optional.empty();
        }
      };

  final List<String> types = new ArrayList<>();
  final List<String> names = new ArrayList<>();
  final List<List<String>> rows = new ArrayList<>();

  static Answers of(String sql, Path spill) throws Exception {
    var answers = new Answers();
    var query = (Query) Translator.parse(sql);
    var translation = Translator.translate(query, sql, "db", NO_TABLES, List.of());
    try (var duck = DuckDb.open(new EngineSettings("128MB", 1, spill))) {
      duck.run(translation, answers);
    } catch (RuntimeException e) {
      System.out.println(sql + "\n  " + translation.sql() + "\n  " + e);
      throw e;
    }
    return answers;
  }

  @Override
  public void columns(List<Column> columns) {
    columns.forEach(c -> names.add(c.name()));
    columns.forEach(c -> types.add(c.type().display()));
  }

  @Override
  public void row(List<String> cells) {
    rows.add(new ArrayList<>(cells));
  }

  String text() {
    var text = new ArrayList<String>();
    rows.forEach(row -> text.add(String.join("|", row.stream().map(String::valueOf).toList())));
    return String.join(";", text);
  }
}
