package io.ticklake.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.component.kafkaslice.Format;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.TypeConversionException;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jsonl(gzip:1)                     | 1;jsonl;codec=gzip:1;numbers=strict;without=",
        "jsonl(none)                       | 1;jsonl;codec=none;numbers=strict;without=",
        "jsonl(schemas/bars.json,zstd:3)   | 1;jsonl;codec=zstd:3;numbers=strict;without=timespan;schema=bar[timespan](",
        "csv(schemas/bars.json, gzip:6)    | 1;csv;codec=gzip:6;schema=bar[timespan](",
        "parquet(schemas/bars.json,zstd:1) | 1;parquet;codec=zstd:1;schema=bar[timespan]("
      })
  void aRouteWritesAFormatAsText(String name, String description) {
    assertThat(FormatName.read(name).description()).startsWith(description);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jsonl()                             | Codec ''",
        "jsonl(lz4:1)                        | Codec 'lz4:1' is none of none, gzip:1",
        "jsonl(gzip:12)                      | level 12",
        "orc(schemas/bars.json,zstd:1)       | is none of jsonl(CODEC)",
        "parquet(zstd:1)                     | is none of jsonl(CODEC)",
        "parquet(schemas/bars.json,gzip:1)   | zstd:1 to zstd:19",
        "parquet(schemas/absent.json,zstd:1) | Schema file 'schemas/absent.json' is absent",
        "parquet(../secret.json,zstd:1)      | no relative path",
        "parquet(/etc/a.json,zstd:1)         | no relative path",
        "csv(broken-schemas/type.json,none)  | line 4, columns.[1].type: Cannot deserialize value"
            + " of type",
        "csv(broken-schemas/twice.json,none) | Schema 'x' has the field 'A' twice",
        "csv(broken-schemas/key.json,none)   | columns.[0].requird",
        "csv(broken-schemas/cut.json,none)   | Schema file 'broken-schemas/cut.json', line"
      })
  void aMistakeIsSaidWithItsPlace(String name, String message) {
    assertThatThrownBy(() -> FormatName.read(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aDirectoryInPlaceOfASchemaIsNamed() throws Exception {
    Files.createDirectories(Path.of("target", "folder.json"));

    assertThatThrownBy(() -> FormatName.read("parquet(target/folder.json,zstd:1)"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Schema file 'target/folder.json' is a directory");
  }

  @Test
  void camelTurnsTextsIntoFormats() throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Format bean = new JsonLinesFormat(new Codec.None(), JsonNumbers.STRICT);
      camel.getRegistry().bind("mine", bean);
      camel.start();

      assertThat(camel.getTypeConverter().convertTo(Format.class, "mine")).isSameAs(bean);
      assertThat(camel.getTypeConverter().convertTo(Format.class, "jsonl(gzip:1)").extension())
          .isEqualTo("jsonl.gz");
      assertThatThrownBy(() -> camel.getTypeConverter().convertTo(Format.class, "other"))
          .isInstanceOf(TypeConversionException.class)
          .hasStackTraceContaining("Format 'other' is neither a bean");
    }
  }

  @Test
  void aSchemaMayGrowAndMustNotContradictEarlierObjects() {
    Schema first =
        schema(column("a", ColumnType.STRING, true), column("b", ColumnType.LONG, false));
    String parquet = new ParquetFormat(first, 3).description();
    String csv = new CsvFormat(first, new Codec.None()).description();
    Schema grown =
        schema(
            column("a", ColumnType.STRING, true),
            column("b", ColumnType.LONG, false),
            column("c", ColumnType.DATE, false));
    Schema moved =
        schema(column("b", ColumnType.LONG, false), column("a", ColumnType.STRING, false));
    Schema changed = schema(column("a", ColumnType.DOUBLE, true));
    Schema renamed = schema(column("z", ColumnType.STRING, true));

    assertThat(new ParquetFormat(grown, 3).contradiction(parquet)).isEmpty();
    assertThat(new ParquetFormat(moved, 3).contradiction(csv)).isEmpty();
    assertThat(new ParquetFormat(changed, 3).contradiction(parquet).orElseThrow())
        .startsWith("column 'a' of schema 's' is double now, and string in earlier objects.");
    assertThat(new ParquetFormat(renamed, 3).contradiction(parquet).orElseThrow())
        .startsWith("schema 's' lacks the column 'a'");
    assertThat(new CsvFormat(grown, new Codec.None()).contradiction(csv)).isEmpty();
    assertThat(new CsvFormat(moved, new Codec.None()).contradiction(csv).orElseThrow())
        .startsWith("schema 's' has 'b' as column 1, earlier objects have 'a'.");
    assertThat(
            new ParquetFormat(renamed, 3)
                .contradiction("1;jsonl;codec=none;numbers=strict;without="))
        .isEmpty();
  }

  private static Schema schema(Schema.Column... columns) {
    return new Schema("s", Set.of(), List.of(columns));
  }

  private static Schema.Column column(String name, ColumnType type, boolean required) {
    return new Schema.Column(name, type, required);
  }
}
