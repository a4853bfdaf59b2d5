package io.ticklake.embedded.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
  private static final GlueStorage STORAGE =
      new GlueStorage(
          List.of(GlueColumn.of("symbol", "string"), new GlueColumn("price", "double", "US$")),
          "s3://lake/bars/",
          "in",
          "out",
          false,
          new GlueSerde("", "serde", Map.of("paths", "price,symbol")),
          Map.of("classification", "json"));

  @TempDir Path dir;
  private Catalog catalog;

  @BeforeEach
  void openCatalog() throws IOException {
    catalog = Catalog.open(dir);
    catalog.createDatabase(GlueDatabase.named("Market"));
  }

  @Test
  void restoresEverythingAfterARestart() throws IOException {
    catalog.putTable(bars());
    catalog.putPartitions(
        "market", "bars", List.of(partition("2026-11-20"), partition("2026-11-19")));
    catalog.putTable(
        GlueTable.view("market", "latest", bars().columns(), "/* Presto View: e30= */"));

    var restarted = Catalog.open(dir);

    assertThat(restarted.databases()).isEqualTo(catalog.databases());
    assertThat(restarted.tables("market")).isEqualTo(catalog.tables("market")).hasSize(2);
    assertThat(restarted.partitions("market", "bars"))
        .isEqualTo(catalog.partitions("market", "bars"))
        .extracting(GluePartition::values)
        .containsExactly(List.of("2026-11-19"), List.of("2026-11-20"));
    assertThat(restarted.table("market", "latest").orElseThrow().isView()).isTrue();
  }

  @Test
  void findsNamesInAnyCase() {
    catalog.putTable(bars());

    assertThat(catalog.database("MARKET")).isPresent();
    assertThat(catalog.table("Market", "BARS")).isPresent();
  }

  @Test
  void keepsPartitionsAndCreationTimeWhenATableIsReplaced() {
    var first = catalog.putTable(bars());
    catalog.putPartitions("market", "bars", List.of(partition("2026-11-20")));

    var second = catalog.putTable(bars());

    assertThat(second.version()).isEqualTo(1);
    assertThat(second.createTime()).isEqualTo(first.createTime());
    assertThat(catalog.partitions("market", "bars")).hasSize(1);
  }

  @Test
  void createsOnlyPartitionsThatAreNew() {
    catalog.putTable(bars());
    catalog.putPartitions("market", "bars", List.of(partition("1")));

    var refused =
        catalog.createPartitions(
            "market", "bars", List.of(partition("1"), partition("2"), partition("2")));

    assertThat(refused).containsExactly(List.of("1"), List.of("2"));
    assertThat(catalog.partitions("market", "bars")).hasSize(2);
  }

  @Test
  void refusesWhatGlueRefuses() {
    catalog.putTable(bars());

    assertThatThrownBy(() -> catalog.createDatabase(GlueDatabase.named("market")))
        .isInstanceOfSatisfying(
            CatalogException.class, e -> assertThat(e.code()).isEqualTo("AlreadyExistsException"));
    assertThatThrownBy(() -> catalog.createTable(bars())).hasMessage("Table already exists.");
    assertThatThrownBy(() -> catalog.deleteTable("market", "none")).hasMessage("Entity Not Found");
    assertThatThrownBy(() -> catalog.deleteTable("none", "bars"))
        .hasMessage("Database none not found.");
  }

  @Test
  void forgetsADeletedDatabaseWithItsTables() throws IOException {
    catalog.putTable(bars());
    catalog.deleteDatabase("market");
    catalog.createDatabase(GlueDatabase.named("market"));

    assertThat(Catalog.open(dir).tables("market")).isEmpty();
  }

  @Test
  void keepsNamesWithSlashesAndDotsInsideItsDirectory() throws IOException {
    catalog.createDatabase(GlueDatabase.named("../.."));
    catalog.putTable(GlueTable.external("../..", "../x", STORAGE, List.of(), Map.of()));

    assertThat(Catalog.open(dir).table("../..", "../x")).isPresent();
    try (var files = Files.walk(dir)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(3);
    }
  }

  @Test
  void namesTheFileThatItCannotRead() throws IOException {
    Files.writeString(dir.resolve("databases").resolve("market.json"), "{\"Name\":");

    assertThatThrownBy(() -> Catalog.open(dir))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("market.json");
  }

  private static GlueTable bars() {
    return GlueTable.external(
        "market", "bars", STORAGE, List.of(GlueColumn.of("dt", "string")), Map.of("a", "b"));
  }

  private static GluePartition partition(String dt) {
    var storage = STORAGE.withLocation("s3://lake/bars/dt=" + dt + "/");
    return new GluePartition("market", "bars", List.of(dt), storage, Map.of(), Instant.EPOCH);
  }
}
