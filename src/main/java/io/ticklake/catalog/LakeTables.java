package io.ticklake.catalog;

import io.ticklake.component.aws2glue.GlueCallException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** The tables in Glue. Columns are added and never removed or changed. */
final class LakeTables {
  private static final Set<String> NUMBERS =
      Set.of("tinyint", "smallint", "int", "bigint", "float", "double");

  private final GlueClient glue;
  private final String database;

  LakeTables(GlueClient glue, String database) {
    this.glue = glue;
    this.database = database;
  }

  /** The table's properties; none if there is no such table. */
  Map<String, String> properties(String table) {
    return find(table).map(Table::parameters).orElse(Map.of());
  }

  /**
   * Creates the table, or adds what it lacks.
   *
   * @return the partitions to create then
   * @throws TableDiffers when it cannot become what it should be
   */
  List<PartitionInput> agree(LakeTable wanted, Registration registration) {
    Table present = find(wanted.name()).orElse(null);
    TableInput input = input(wanted, present, registration);
    if (present == null) {
      call(
          "createTable",
          wanted.name(),
          () -> glue.createTable(r -> r.databaseName(database).tableInput(input)));
    } else if (!input.equals(same(present).build())) {
      update(present, input);
    }
    return registration.partitions(wanted, input.storageDescriptor());
  }

  /** Puts these properties into the table, if there is one. */
  void mark(String name, Map<String, String> marks) {
    find(name)
        .ifPresent(
            present -> {
              Map<String, String> properties = new HashMap<>(present.parameters());
              properties.putAll(marks);
              update(present, same(present).parameters(properties).build());
            });
  }

  private TableInput input(LakeTable wanted, @Nullable Table present, Registration registration) {
    if (present != null) {
      check(wanted, present);
    }
    Map<String, String> before =
        present == null ? wanted.kind().properties() : present.parameters();
    Map<String, String> properties = new HashMap<>(before);
    properties
        .keySet()
        .removeIf(p -> p.startsWith(Registration.PROJECTION) || p.equals(Registration.TEMPLATE));
    properties.putAll(registration.properties(wanted, before));
    if (present == null) {
      return TableInput.builder()
          .name(wanted.name())
          .owner("owner")
          .retention(0)
          .tableType("EXTERNAL_TABLE")
          .parameters(properties)
          .partitionKeys(wanted.keys().stream().map(key -> column(key, "string")).toList())
          .storageDescriptor(storage(wanted))
          .build();
    }
    return same(present)
        .parameters(properties)
        .storageDescriptor(
            present.storageDescriptor().toBuilder().columns(columns(wanted, present)).build())
        .build();
  }

  private static StorageDescriptor storage(LakeTable wanted) {
    return StorageDescriptor.builder()
        .columns(
            wanted.columns().entrySet().stream()
                .map(c -> column(c.getKey(), c.getValue()))
                .toList())
        .location(wanted.location())
        .inputFormat(wanted.kind().input())
        .outputFormat(wanted.kind().output())
        .serdeInfo(wanted.kind().serde())
        .compressed(false)
        .numberOfBuckets(-1)
        .storedAsSubDirectories(false)
        .build();
  }

  /** Those that are there, then those that are new: text formats go by the place. */
  private static List<Column> columns(LakeTable wanted, Table present) {
    List<Column> columns = new ArrayList<>(present.storageDescriptor().columns());
    Set<String> names = new HashSet<>(columns.stream().map(Column::name).toList());
    wanted
        .columns()
        .forEach(
            (name, type) -> {
              if (names.add(name)) {
                columns.add(column(name, type));
              }
            });
    return columns;
  }

  private static void check(LakeTable wanted, Table present) {
    StorageDescriptor storage = present.storageDescriptor();
    require(wanted, "type", present.tableType(), "EXTERNAL_TABLE");
    require(wanted, "location", withSlash(storage.location()), wanted.location());
    require(
        wanted,
        "list of partition keys",
        present.partitionKeys().stream().map(Column::name).toList(),
        wanted.keys());
    if (!wanted.kind().isOf(storage.serdeInfo())) {
      throw new TableDiffers(
          wanted.name(), "format", storage.serdeInfo().serializationLibrary(), wanted.kind());
    }
    for (Column column : storage.columns()) {
      String type = wanted.columns().get(column.name());
      boolean numbers =
          wanted.kind() != ObjectShape.Kind.PARQUET
              && NUMBERS.contains(column.type())
              && NUMBERS.contains(String.valueOf(type));
      if (type != null && !numbers) {
        require(wanted, "column " + column.name(), column.type(), type);
      }
    }
  }

  private static void require(LakeTable table, String what, @Nullable Object found, Object wanted) {
    if (!wanted.equals(found)) {
      throw new TableDiffers(table.name(), what, found, wanted);
    }
  }

  private static String withSlash(@Nullable String location) {
    String text = String.valueOf(location);
    return text.endsWith("/") ? text : text + "/";
  }

  private static Column column(String name, String type) {
    return Column.builder().name(name).type(type).build();
  }

  private Optional<Table> find(String name) {
    return call(
        "getTable",
        name,
        () -> {
          try {
            return Optional.of(glue.getTable(r -> r.databaseName(database).name(name)).table());
          } catch (EntityNotFoundException e) {
            // No database is told of when the table is created.
            return Optional.empty();
          }
        });
  }

  /** Replaces the table unless somebody else did since it was read. */
  private void update(Table read, TableInput input) {
    call(
        "updateTable",
        read.name(),
        () ->
            glue.updateTable(
                r ->
                    r.databaseName(database)
                        .tableInput(input)
                        .versionId(read.versionId())
                        .skipArchive(true)));
  }

  private static TableInput.Builder same(Table table) {
    return TableInput.builder()
        .name(table.name())
        .description(table.description())
        .owner(table.owner())
        .lastAccessTime(table.lastAccessTime())
        .retention(table.retention())
        .tableType(table.tableType())
        .parameters(table.parameters())
        .partitionKeys(table.partitionKeys())
        .storageDescriptor(table.storageDescriptor());
  }

  private <T> T call(String operation, String table, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw GlueCallException.of(
          operation, "table '%s' in database '%s'".formatted(table, database), e);
    }
  }
}
