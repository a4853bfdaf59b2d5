package io.ticklake.embedded.glue.crawl;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ticklake.embedded.glue.crawl.HiveType.ListOf;
import io.ticklake.embedded.glue.crawl.HiveType.Scalar;
import io.ticklake.embedded.glue.crawl.HiveType.Struct;
import io.ticklake.embedded.glue.crawl.HiveType.Unknown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON objects one after the other, each in a line or over several; or one array of them. */
final class JsonSampler {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The one column of an object that is an array, as Glue's built-in classifier calls it. */
  private static final String ARRAY_COLUMN = "array";

  private JsonSampler() {}

  /** Empty if it is not JSON. */
  static Optional<Sample> sample(SampleBytes bytes, long storedSize) throws IOException {
    while (true) {
      var rows = new Rows();
      var wellFormed = rows.read(bytes);
      if (!wellFormed) {
        return Optional.empty();
      }
      if (rows.count > 0) {
        var records =
            bytes.complete() ? rows.count : bytes.estimate(rows.count, rows.bytes, storedSize);
        return Optional.of(
            new Sample(
                Classification.JSON,
                bytes.compression(),
                rows.fields,
                records,
                rows.bytes / rows.count,
                CsvShape.NONE));
      }
      if (!bytes.grow()) {
        return Optional.empty();
      }
    }
  }

  static HiveType type(JsonNode value) {
    return switch (value.getNodeType()) {
      case OBJECT -> new Struct(fields(value));
      case ARRAY -> new ListOf(elementType(value));
      case BOOLEAN -> Scalar.BOOLEAN;
      case NUMBER -> number(value);
      case NULL, MISSING -> new Unknown();
      case STRING, BINARY, POJO -> Scalar.STRING;
    };
  }

  private static HiveType number(JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      return Scalar.DOUBLE;
    }
    return value.canConvertToInt() ? Scalar.INT : Scalar.BIGINT;
  }

  private static HiveType elementType(JsonNode array) {
    HiveType type = new Unknown();
    for (var element : array) {
      type = Merge.types(type, type(element));
    }
    return type;
  }

  private static List<Field> fields(JsonNode object) {
    var fields = new ArrayList<Field>();
    object
        .properties()
        .forEach(entry -> fields.add(new Field(entry.getKey(), type(entry.getValue()))));
    return fields;
  }

  /** The rows that lie whole in the sample. */
  private static final class Rows {
    private List<Field> fields = List.of();
    private long count;
    private long bytes;

    /** False if it is not JSON; a sample that ends in a row is. */
    boolean read(SampleBytes sample) throws IOException {
      try (JsonParser parser = JSON.createParser(sample.bytes())) {
        while (parser.nextToken() != null) {
          JsonNode row = parser.readValueAsTree();
          if (!row.isObject() && !row.isArray()) {
            return false;
          }
          var found = row.isObject() ? fields(row) : List.of(new Field(ARRAY_COLUMN, type(row)));
          fields = Merge.fields(fields, found);
          count++;
          bytes = parser.currentLocation().getByteOffset() + 1;
        }
        return true;
      } catch (JsonEOFException e) {
        return !sample.complete();
      } catch (JsonProcessingException e) {
        return false;
      }
    }
  }
}
