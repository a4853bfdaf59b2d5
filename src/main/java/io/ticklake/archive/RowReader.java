package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * Decodes JSON objects into rows of a schema, without a tree between. {@link RowScan} reads the
 * ordinary ones, Jackson the others, and says what is wrong with them. Used by one thread.
 */
final class RowReader {
  private final Schema schema;
  private final UnknownFields unknown;
  private final Map<String, Integer> places = new HashMap<>();
  private final Row row;
  private final RowScan scan;

  RowReader(Schema schema, UnknownFields unknown) {
    this.schema = schema;
    this.unknown = unknown;
    this.row = new Row(schema.columns().size());
    this.scan = new RowScan(schema);
    for (int i = 0; i < schema.columns().size(); i++) {
      places.put(schema.columns().get(i).name(), i);
    }
  }

  /** The row of this value; good until the next call. */
  Row read(ByteBuffer value) throws PoisonRecordException {
    row.clear();
    if (scan.read(row.hold(value), value.remaining(), row)) {
      scan.countUnknown(row.bytes(), unknown);
      return row;
    }
    row.clear();
    ask(value);
    checkRequired();
    return row;
  }

  private void ask(ByteBuffer value) throws PoisonRecordException {
    try (JsonParser parser = JsonBytes.parser(value, JsonNumbers.STRICT)) {
      JsonBytes.enterObject(parser);
      for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
        parser.nextToken();
        readField(name, parser);
      }
      JsonBytes.expectEnd(parser);
    } catch (JsonProcessingException e) {
      throw new PoisonRecordException("The value is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new PoisonRecordException("The value cannot be read: " + e.getMessage(), e);
    }
  }

  private void readField(String name, JsonParser parser) throws IOException, PoisonRecordException {
    Integer place = places.get(name);
    if (place == null) {
      unknown.count(name);
      parser.skipChildren();
      return;
    }
    if (row.has(place)) {
      throw new PoisonRecordException("Field '" + name + "' stands there twice.");
    }
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      FieldValue.read(schema.columns().get(place), parser, place, row);
    }
  }

  private void checkRequired() throws PoisonRecordException {
    for (int i = 0; i < schema.columns().size(); i++) {
      if (schema.columns().get(i).required() && !row.has(i)) {
        throw new PoisonRecordException(
            "Required field '" + schema.columns().get(i).name() + "' is absent.");
      }
    }
  }
}
