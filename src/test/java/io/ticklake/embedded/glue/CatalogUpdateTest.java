package io.ticklake.embedded.glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.embedded.glue.crawl.Classification;
import io.ticklake.embedded.glue.crawl.Compression;
import io.ticklake.embedded.glue.crawl.CsvShape;
import io.ticklake.embedded.glue.crawl.Field;
import io.ticklake.embedded.glue.crawl.FoundPartition;
import io.ticklake.embedded.glue.crawl.FoundTable;
import io.ticklake.embedded.glue.crawl.HiveType;
import io.ticklake.embedded.glue.crawl.HiveType.Scalar;
import io.ticklake.embedded.glue.crawl.ObjectStats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogUpdateTest {
  private static final ObjectStats STATS = new ObjectStats(1, 10, 200, 50);
  private static final Field A_INT = new Field("A", Scalar.INT);
  private static final Field A_DOUBLE = new Field("A", Scalar.DOUBLE);
  private static final Field B = new Field("b", new HiveType.Struct(List.of(A_INT)));
  private static final Field B_GROWN =
      new Field("b", new HiveType.Struct(List.of(A_INT, new Field("C", Scalar.STRING))));
  private static final String MERGE =
      "'Configuration':'{\"Version\":1.0,\"CrawlerOutput\":{\"Tables\":"
          + "{\"AddOrUpdateBehavior\":\"MergeNewColumns\"}}}'";

  @TempDir Path dir;
  private Catalog catalog;

  @BeforeEach
  void emptyDatabase() throws IOException {
    catalog = Catalog.open(dir);
    catalog.createDatabase(GlueDatabase.named("db"));
  }

  @Test
  void addsColumnsButRetypesAndDropsNoneWhenMerging() throws IOException {
    crawl(MERGE, json("s3/t/", A_INT, B));
    catalog.putTable(withParameter("own", "kept"));

    crawl(
        MERGE, json("s3/t/", B_GROWN, new Field("A", Scalar.STRING), new Field("d", Scalar.DATE)));

    assertThat(table().columns())
        .containsExactly(
            GlueColumn.of("a", "int"),
            GlueColumn.of("b", "struct<A:int,C:string>"),
            GlueColumn.of("d", "date"));
    assertThat(table().parameters()).containsEntry("own", "kept");
    assertThat(table().serdeParameters()).containsEntry("paths", "A,b,d");
  }

  @Test
  void replacesSchemaAndForeignParametersByDefault() throws IOException {
    crawl("", json("s3/t/", A_INT, B));
    catalog.putTable(withParameter("projection.enabled", "true"));

    crawl("", json("s3/t/", A_DOUBLE));

    assertThat(table().columns()).containsExactly(GlueColumn.of("a", "double"));
    assertThat(table().parameters()).doesNotContainKey("projection.enabled");
  }

  @Test
  void onlyAddsPartitionsUnderLog() throws IOException {
    var log = "'SchemaChangePolicy':{'UpdateBehavior':'LOG'}";
    crawl(log, json("s3/t/", A_INT));

    crawl(log, json("s3/t/", List.of("1", "2"), A_DOUBLE));

    assertThat(table().columns()).containsExactly(GlueColumn.of("a", "int"));
    assertThat(catalog.partitions("db", "t")).hasSize(2);
    assertThat(catalog.partition("db", "t", List.of("1")).orElseThrow().columns())
        .containsExactly(GlueColumn.of("a", "int"));
  }

  @Test
  void changesNothingWhenNothingChanged() throws IOException {
    crawl("", json("s3/t/", A_INT));

    var counts = crawl("", json("s3/t/", A_INT));

    assertThat(counts).isEqualTo(CrawlCounts.NOTHING);
    assertThat(table().version()).isZero();
  }

  @Test
  void deprecatesOrDeletesWhatIsGoneAndOnlyItsOwn() throws IOException {
    catalog.putTable(GlueTable.view("db", "view", List.of(), "/* Presto View: e30= */"));
    crawl("", json("s3/t/", A_INT));

    crawl("");
    assertThat(table().parameters()).containsKey("DEPRECATED_BY_CRAWLER");

    crawl("'SchemaChangePolicy':{'DeleteBehavior':'DELETE_FROM_DATABASE'}");
    assertThat(catalog.tables("db")).extracting(GlueTable::name).containsExactly("view");
  }

  @Test
  void deprecatesATableWhoseFormatChangedWhenMerging() throws IOException {
    crawl(MERGE, json("s3/t/", A_INT));
    var csv =
        new FoundTable(
            "lake",
            "s3/t/",
            Classification.CSV,
            Compression.NONE,
            new CsvShape(',', true),
            List.of(A_INT),
            List.of("dt"),
            List.of(),
            STATS);

    crawl(MERGE, csv);

    assertThat(table().classification()).isEqualTo("json");
    assertThat(table().parameters()).containsKey("DEPRECATED_BY_CRAWLER");
  }

  @Test
  void writesNothingAboveTheTableThreshold() {
    var one =
        "'Configuration':'{\"Version\":1.0,\"CrawlerOutput\":{\"Tables\":{\"TableThreshold\":1}}}'";

    assertThatThrownBy(() -> crawl(one, json("a/", A_INT), json("b/", A_INT)))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("TableThreshold (1)");
    assertThat(catalog.tables("db")).isEmpty();
  }

  @Test
  void givesASuffixToANameThatAnotherFolderHas() throws IOException {
    crawl("", json("x/My-Bars/", A_INT), json("y/my bars/", A_INT));

    assertThat(catalog.tables("db"))
        .extracting(GlueTable::name)
        .satisfiesExactly(
            plain -> assertThat(plain).isEqualTo("my_bars"),
            other -> assertThat(other).matches("my_bars_[0-9a-f]{32}"));
  }

  @Test
  void writesCsvAndParquetAsOtherEnginesReadThem() throws IOException {
    var csv =
        new FoundTable(
            "lake",
            "c/",
            Classification.CSV,
            Compression.GZIP,
            new CsvShape(';', true),
            List.of(A_INT),
            List.of(),
            List.of(),
            STATS);
    var parquet =
        new FoundTable(
            "lake",
            "p/",
            Classification.PARQUET,
            Compression.NONE,
            CsvShape.NONE,
            List.of(A_INT),
            List.of(),
            List.of(),
            STATS);

    crawl("", csv, parquet);

    var c = catalog.table("db", "c").orElseThrow();
    assertThat(c.serde()).endsWith("LazySimpleSerDe");
    assertThat(c.serdeParameters()).isEqualTo(Map.of("field.delim", ";"));
    assertThat(c.parameters())
        .containsEntry("skip.header.line.count", "1")
        .containsEntry("compressionType", "gzip")
        .containsEntry("averageRecordSize", "20")
        .containsEntry("sizeKey", "50");
    var p = catalog.table("db", "p").orElseThrow();
    assertThat(p.serde()).endsWith("ParquetHiveSerDe");
    assertThat(p.inputFormat()).endsWith("MapredParquetInputFormat");
  }

  private CrawlCounts crawl(String members, FoundTable... found) throws IOException {
    var definition =
        "{'Name':'c','Role':'r','DatabaseName':'db','Targets':{'S3Targets':[{'Path':'s3://lake/'}]}"
            + (members.isEmpty() ? "" : "," + members)
            + "}";
    var json = definition.replace("\"", "\\\"").replace('\'', '"');
    var crawler = CrawlerJson.read(new ObjectMapper().readTree(json));
    var run = UUID.randomUUID().toString();
    return new CatalogUpdate(catalog, crawler, run, "arn", Clock.systemUTC()).apply(List.of(found));
  }

  private GlueTable table() {
    return catalog.table("db", "t").orElseThrow();
  }

  private GlueTable withParameter(String key, String value) {
    var parameters = new HashMap<>(table().parameters());
    parameters.put(key, value);
    return table().with(table().storage(), table().partitionKeys(), parameters);
  }

  private static FoundTable json(String root, Field... fields) {
    return json(root, List.of("1"), fields);
  }

  private static FoundTable json(String root, List<String> days, Field... fields) {
    var partitions =
        days.stream()
            .map(
                day ->
                    new FoundPartition(
                        List.of(day), root + "dt=" + day + "/", List.of(fields), STATS))
            .toList();
    return new FoundTable(
        "lake",
        root,
        Classification.JSON,
        Compression.NONE,
        CsvShape.NONE,
        List.of(fields),
        List.of("dt"),
        partitions,
        STATS);
  }
}
