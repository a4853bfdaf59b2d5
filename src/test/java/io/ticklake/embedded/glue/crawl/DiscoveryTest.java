package io.ticklake.embedded.glue.crawl;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.embedded.glue.crawl.CrawlOptions.Schemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {
  private static final CrawlOptions AUTOMATIC = new CrawlOptions(Schemas.MUST_BE_SIMILAR, 0);
  private static final CrawlOptions COMBINED = new CrawlOptions(Schemas.COMBINE_COMPATIBLE, 0);

  @TempDir Path dir;
  private MemoryStore store;
  private Discovery discovery;

  @BeforeEach
  void emptyBucket() {
    store = new MemoryStore(dir);
    discovery = new Discovery(store);
  }

  @Test
  void infersJsonTypesAsGlueDoes() throws Exception {
    store.text(
        "t/a.json",
        "{\"I\":1,\"big\":3000000000,\"d\":1.5,\"b\":true,\"s\":\"2026-11-20\",\"n\":null,"
            + "\"o\":{\"X\":1,\"y\":[1,2.5]},\"l\":[{\"a\":1},{\"b\":\"c\"}]}");

    assertThat(columns(only("s3://lake/t/")))
        .containsExactly(
            "I int",
            "big bigint",
            "d double",
            "b boolean",
            "s string",
            "n string",
            "o struct<X:int,y:array<double>>",
            "l array<struct<a:int,b:string>>");
  }

  @Test
  void makesDoubleOfIntAndDoubleAndStringOfWhatDoesNotMix() throws Exception {
    store.text("t/a.json", "{\"p\":1,\"q\":1,\"r\":{\"a\":1}}");
    store.text("t/b.json", "{\"p\":1.5,\"q\":\"x\",\"r\":\"text\",\"later\":true}");

    assertThat(columns(only("s3://lake/t/")))
        .containsExactly("p double", "q string", "r string", "later boolean");
  }

  @Test
  void readsCsvWithAHeaderOnlyWhenSomeCellBelowIsNoText() throws Exception {
    store.text("h/a.csv", "symbol,order id,price,day", "A,1,1.5,2026-11-20", "B,2,3,2026-11-21");
    store.text("n/a.csv", "name|city", "ann|rome", "bob|\"a|b\"");

    var header = only("s3://lake/h/");
    var none = only("s3://lake/n/");

    assertThat(header.csv()).isEqualTo(new CsvShape(',', true));
    assertThat(columns(header))
        .containsExactly("symbol string", "order id bigint", "price double", "day string");
    assertThat(header.stats().records()).isEqualTo(2);
    assertThat(none.csv()).isEqualTo(new CsvShape('|', false));
    assertThat(columns(none)).containsExactly("col0 string", "col1 string");
    assertThat(none.stats().records()).isEqualTo(3);
  }

  @Test
  void readsTypesAndRowsFromParquetFooters() throws Exception {
    store.bytes(
        "bars/timespan=day/dt=2026-11-20/a.parquet",
        parquet(
            "SELECT 'A' AS \"Ticker\", 1.5::DOUBLE AS close, 3::BIGINT AS volume, 1::INT AS n, true AS otc,"
                + " DATE '2026-11-20' AS d, TIMESTAMP '2026-11-20 09:30:00' AS ts, 1.25::DECIMAL(9,2) AS dec,"
                + " [1,2] AS l, {'a': 1, 'B': 'x'} AS s, MAP {'k': 1.5::DOUBLE} AS m FROM range(7)"));

    var table = only("s3://lake/bars/");

    assertThat(columns(table))
        .containsExactly(
            "Ticker string",
            "close double",
            "volume bigint",
            "n int",
            "otc boolean",
            "d date",
            "ts timestamp",
            "dec decimal(9,2)",
            "l array<int>",
            "s struct<a:int,B:string>",
            "m map<string,double>");
    assertThat(table.keys()).containsExactly("timespan", "dt");
    assertThat(table.stats().records()).isEqualTo(7);
    assertThat(table.compression()).isEqualTo(Compression.NONE);
    assertThat(table.partitions())
        .extracting(FoundPartition::values)
        .containsExactly(List.of("day", "2026-11-20"));
  }

  @Test
  void knowsGzipButNotZstandard() throws Exception {
    store.gzip("g/a.jsonl.gz", "{\"a\":1}", "{\"a\":2}");
    store.bytes("z/a.jsonl.zst", new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 1, 2, 3});
    store.bytes("broken/a.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0});

    assertThat(only("s3://lake/g/").compression()).isEqualTo(Compression.GZIP);
    assertThat(only("s3://lake/z/").classification()).isEqualTo(Classification.UNKNOWN);
    assertThat(only("s3://lake/broken/").classification()).isEqualTo(Classification.UNKNOWN);
  }

  @Test
  void makesATableOfEachFolderWhoseFormatOrSchemaDiffers() throws Exception {
    store.text("lake/y/year=2017/a.csv", "a,b", "1,2").text("lake/y/year=2018/a.csv", "c,d", "1,2");
    store.text("raw/dt=1/a.json", "{\"a\":1}").text("idx/dt=1/a.csv", "x,y", "1,2");

    assertThat(locations("s3://b/lake/y/", AUTOMATIC))
        .containsExactly("s3://b/lake/y/year=2017/", "s3://b/lake/y/year=2018/");
    assertThat(locations("s3://b/lake/y/", COMBINED)).containsExactly("s3://b/lake/y/");
    assertThat(locations("s3://b/", COMBINED))
        .containsExactly("s3://b/idx/", "s3://b/lake/y/", "s3://b/raw/");
  }

  @Test
  void namesKeysOfPlainFoldersByPosition() throws Exception {
    store.text("logs/2026/k=a/x.json", "{\"a\":1}").text("logs/2027/k=b/x.json", "{\"a\":1}");

    var table = only("s3://lake/logs/");

    assertThat(table.keys()).containsExactly("partition_0", "k");
    assertThat(table.partitions().get(1).values()).containsExactly("2027", "b");
  }

  @Test
  void rootsTablesAtTheConfiguredLevel() throws Exception {
    store.text("a/bars/dt=1/x.json", "{\"a\":1}").text("a/bars/dt=2/x.json", "{\"b\":1}");
    store.text("a/news/dt=1/x.json", "{\"c\":1}");

    var tables =
        discovery.tables(
            List.of(CrawlTarget.of("s3://lake/a/", List.of(), 0)),
            new CrawlOptions(Schemas.MUST_BE_SIMILAR, 3));

    assertThat(tables)
        .extracting(FoundTable::location)
        .containsExactly("s3://lake/a/bars/", "s3://lake/a/news/");
    assertThat(columns(tables.get(0))).containsExactly("a int", "b int");
    assertThat(tables.get(0).partitions()).hasSize(2);
  }

  @Test
  void passesOverExcludedHiddenAndEmptyObjects() throws Exception {
    store.text("t/a.json", "{\"a\":1}").text("t/_tmp/b.json", "{\"b\":1}");
    store.text("t/.c.json", "{\"c\":1}").text("t/skip/d.json", "{\"d\":1}");
    store.bytes("t/_SUCCESS", new byte[0]).bytes("t/e/", new byte[0]);
    store.text("tt/f.json", "{\"f\":1}");

    var tables =
        discovery.tables(List.of(CrawlTarget.of("s3://lake/t", List.of("skip/**"), 0)), AUTOMATIC);

    assertThat(tables).hasSize(1);
    assertThat(columns(tables.get(0))).containsExactly("a int");
  }

  @Test
  void readsOnlyWhatIsNewAtTheNextCrawl() throws Exception {
    store.text("t/a.json", "{\"a\":1}");
    only("s3://lake/t/");
    store.text("t/b.json", "{\"b\":1}");

    assertThat(columns(only("s3://lake/t/"))).containsExactly("a int", "b int");

    assertThat(store.reads).hasValue(2);
  }

  @Test
  void readsNoMoreThanTheSampleSizeOfAFolder() throws Exception {
    for (var i = 0; i < 10; i++) {
      store.text("t/" + i + ".json", "{\"a\":" + i + "}");
    }

    var tables = discovery.tables(List.of(CrawlTarget.of("s3://lake/t/", List.of(), 3)), AUTOMATIC);

    assertThat(store.reads).hasValue(3);
    assertThat(tables.get(0).stats().objects()).isEqualTo(10);
    assertThat(tables.get(0).stats().records()).isEqualTo(10);
  }

  @Test
  void estimatesTheRecordsOfWhatItReadsInPart() throws Exception {
    var lines =
        IntStream.range(0, 60_000)
            .mapToObj("{\"number\":%06d0,\"text\":\"some more characters\"}"::formatted)
            .map(line -> line.replaceFirst(":0+", ":1"))
            .toArray(String[]::new);
    store.text("t/a.json", lines);

    assertThat(only("s3://lake/t/").stats().records()).isBetween(57_000L, 63_000L);
  }

  private FoundTable only(String path) throws Exception {
    var tables = discovery.tables(List.of(CrawlTarget.of(path, List.of(), 0)), AUTOMATIC);
    assertThat(tables).hasSize(1);
    return tables.get(0);
  }

  private List<String> locations(String path, CrawlOptions options) throws Exception {
    return discovery.tables(List.of(CrawlTarget.of(path, List.of(), 0)), options).stream()
        .map(FoundTable::location)
        .toList();
  }

  private static List<String> columns(FoundTable table) {
    return table.fields().stream().map(f -> f.name() + " " + f.type().text()).toList();
  }

  private byte[] parquet(String select) throws SQLException, IOException {
    var file = dir.resolve("written.parquet");
    try (var db = DriverManager.getConnection("jdbc:duckdb:");
        var statement = db.createStatement()) {
      statement.execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet, CODEC zstd)");
    }
    return Files.readAllBytes(file);
  }
}
