package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import io.ticklake.component.kafkaslice.PoisonRecordException;
import java.io.IOException;
import java.time.DateTimeException;

/** Reads one JSON value as what its column says, or says why it is none. */
final class FieldValue {
  /** The value is not of the column's type; {@link #read} knows which and says it. */
  private static final class Mismatch extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private FieldValue() {}

  static void read(Schema.Column column, JsonParser parser, int place, Row row)
      throws IOException, PoisonRecordException {
    JsonToken token = parser.currentToken();
    try {
      switch (column.type()) {
        case STRING -> row.set(place, text(token, parser));
        case DOUBLE ->
            row.set(place, Double.doubleToRawLongBits(real(token, parser)), parser.getText());
        case LONG -> row.set(place, whole(token, parser), parser.getText());
        case BOOLEAN -> row.set(place, truth(token), parser.getText());
        case TIMESTAMP ->
            row.set(place, CalendarText.epochMillis(text(token, parser)), parser.getText());
        case DATE -> row.set(place, CalendarText.epochDay(text(token, parser)), parser.getText());
      }
    } catch (DateTimeException | InputCoercionException | Mismatch e) {
      throw new PoisonRecordException(
          "Field '%s' is %s, expected %s."
              .formatted(column.name(), JsonBytes.shown(written(token, parser)), form(column)),
          e);
    }
  }

  private static String text(JsonToken token, JsonParser parser) throws IOException, Mismatch {
    expect(token == JsonToken.VALUE_STRING);
    return parser.getText();
  }

  private static double real(JsonToken token, JsonParser parser) throws IOException, Mismatch {
    expect(token.isNumeric());
    double value = parser.getDoubleValue();
    // 1e999 is JSON, but no double
    expect(Double.isFinite(value));
    return value;
  }

  private static long whole(JsonToken token, JsonParser parser) throws IOException, Mismatch {
    expect(token == JsonToken.VALUE_NUMBER_INT);
    return parser.getLongValue();
  }

  private static long truth(JsonToken token) throws Mismatch {
    expect(token.isBoolean());
    return token == JsonToken.VALUE_TRUE ? 1 : 0;
  }

  private static void expect(boolean holds) throws Mismatch {
    if (!holds) {
      throw new Mismatch();
    }
  }

  private static String written(JsonToken token, JsonParser parser) throws IOException {
    if (token.isStructStart()) {
      return token == JsonToken.START_OBJECT ? "an object" : "an array";
    }
    String text = parser.getText();
    return token == JsonToken.VALUE_STRING ? '"' + text + '"' : text;
  }

  private static String form(Schema.Column column) {
    return switch (column.type()) {
      case STRING -> "text";
      case DOUBLE -> "a finite number";
      case LONG -> "a whole number of 64 bits without a decimal point";
      case BOOLEAN -> "true or false";
      case TIMESTAMP -> "a UTC time as text, yyyy-MM-dd HH:mm:ss.SSS";
      case DATE -> "a day as text, yyyy-MM-dd";
    };
  }
}
