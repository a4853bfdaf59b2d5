package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Streaming parsers straight over a record's value. */
final class JsonBytes {
  private static final int SHOWN = 100;

  // Field names come from outside: interned they would stay for ever.
  private static final JsonFactory STRICT =
      JsonFactory.builder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();

  private static final JsonFactory WITH_NAN =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private JsonBytes() {}

  /**
   * The value of this record.
   *
   * @throws PoisonRecordException when there is none
   */
  static ByteBuffer valueOf(ConsumerRecord<ByteBuffer, ByteBuffer> record)
      throws PoisonRecordException {
    ByteBuffer value = record.value();
    if (value == null || !value.hasRemaining()) {
      throw new PoisonRecordException("The record has no value, expected one JSON object.");
    }
    return value;
  }

  /**
   * Parses what remains in the buffer; offsets in locations count from its position.
   *
   * @throws PoisonRecordException when it is not UTF-8 from the beginning: Jackson would read
   *     UTF-16 and UTF-32, too, and skip a byte order mark
   */
  static JsonParser parser(ByteBuffer value, JsonNumbers numbers)
      throws IOException, PoisonRecordException {
    for (int i = value.position(); i < Math.min(value.limit(), value.position() + 4); i++) {
      if (value.get(i) == 0 || value.get(value.position()) < 0) {
        throw new PoisonRecordException("The value is not JSON: its text is not UTF-8.");
      }
    }
    JsonFactory factory =
        switch (numbers) {
          case STRICT -> STRICT;
          case WITH_NAN -> WITH_NAN;
        };
    if (value.hasArray()) {
      return factory.createParser(
          value.array(), value.arrayOffset() + value.position(), value.remaining());
    }
    byte[] copy = new byte[value.remaining()];
    value.get(value.position(), copy);
    return factory.createParser(copy);
  }

  /** Reads the brace that opens the record's one object. */
  static void enterObject(JsonParser parser) throws IOException, PoisonRecordException {
    JsonToken token = parser.nextToken();
    if (token != JsonToken.START_OBJECT) {
      throw new PoisonRecordException(
          "The value begins with %s, expected one JSON object."
              .formatted(token == null ? "nothing" : shown(parser.getText())));
    }
  }

  /** Makes sure that nothing but blanks follows the object. */
  static void expectEnd(JsonParser parser) throws IOException, PoisonRecordException {
    if (parser.nextToken() != null) {
      throw new PoisonRecordException("More follows after the JSON object, expected one only.");
    }
  }

  /** A text for error messages: cut, and without line ends. */
  static String shown(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
