package io.ticklake.component.kafkaslice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads a few top-level fields of a JSON value and stops as soon as it has them. */
final class JsonFields {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonFields() {}

  /**
   * The fields that are there and hold a text, number or boolean; of a repeated field the first.
   *
   * @throws PoisonRecordException when the value is absent or no JSON object, as far as it was read
   */
  static Map<String, String> read(ConsumerRecord<ByteBuffer, ByteBuffer> record, Set<String> names)
      throws PoisonRecordException {
    if (record.value() == null) {
      throw new PoisonRecordException("The record has no value: the layout wants fields of it");
    }
    try (JsonParser parser = parser(record.value())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new PoisonRecordException("The value is no JSON object");
      }
      return read(parser, names);
    } catch (IOException e) {
      throw new PoisonRecordException("The value is no JSON: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> read(JsonParser parser, Set<String> names) throws IOException {
    Map<String, String> found = new HashMap<>();
    while (found.size() < names.size() && parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (names.contains(name) && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
        found.putIfAbsent(name, parser.getText());
      } else {
        parser.skipChildren();
      }
    }
    return found;
  }

  private static JsonParser parser(ByteBuffer value) throws IOException {
    if (value.hasArray()) {
      return JSON.createParser(
          value.array(), value.arrayOffset() + value.position(), value.remaining());
    }
    byte[] copy = new byte[value.remaining()];
    value.duplicate().get(copy);
    return JSON.createParser(copy);
  }
}
