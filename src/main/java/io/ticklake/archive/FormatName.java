package io.ticklake.archive;

import io.ticklake.component.kafkaslice.Format;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Formats as routes name them, so that a dataset needs no Java: {@code jsonl(gzip:1)}, {@code
 * csv(schemas/trades.json,gzip:1)}, {@code parquet(schemas/trades.json,zstd:3)}.
 */
final class FormatName {
  private static final Pattern CALL = Pattern.compile("([a-z]+)\\(([^()]*)\\)");

  private FormatName() {}

  /** Whether the text is meant as one, not as a bean's name. */
  static boolean is(String text) {
    return text.indexOf('(') >= 0;
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException that says what is wrong with it or with its schema file
   */
  static Format read(String text) {
    Matcher call = CALL.matcher(text.strip());
    if (call.matches()) {
      List<String> parts = Arrays.stream(call.group(2).split(",", -1)).map(String::strip).toList();
      switch (call.group(1) + parts.size()) {
        case "jsonl1" -> {
          return new JsonLinesFormat(Codec.of(parts.get(0)), JsonNumbers.STRICT);
        }
        case "jsonl2" -> {
          return new TypedLinesFormat(SchemaFile.read(parts.get(0)), Codec.of(parts.get(1)));
        }
        case "csv2" -> {
          return new CsvFormat(SchemaFile.read(parts.get(0)), Codec.of(parts.get(1)));
        }
        case "parquet2" -> {
          return parquet(SchemaFile.read(parts.get(0)), parts.get(1));
        }
        default -> {}
      }
    }
    throw new IllegalArgumentException(
        "Format '%s' is none of jsonl(CODEC), jsonl(SCHEMA,CODEC), csv(SCHEMA,CODEC), parquet(SCHEMA,zstd:LEVEL), for example parquet(schemas/trades.json,zstd:3)."
            .formatted(text));
  }

  private static Format parquet(Schema schema, String codec) {
    if (Codec.of(codec) instanceof Codec.Zstd zstd) {
      return new ParquetFormat(schema, zstd.level());
    }
    throw new IllegalArgumentException(
        "Parquet's pages are zstd:1 to zstd:19 here, not '" + codec + "'.");
  }
}
