package io.ticklake.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds the rows of an answer. Rows are not decoded here, but skipped, so an envelope also
 * tells that the whole body is well-formed.
 *
 * @param ticker of all rows, where they do not name theirs
 * @param message why there are no rows, from {@code error} or {@code message}
 * @param rowsFrom offset of the first byte of the {@code results} array, 0 when there is none
 * @param rowsTo offset after its last byte
 */
record Envelope(
    @Nullable String status,
    @Nullable String requestId,
    @Nullable String ticker,
    @Nullable String message,
    @Nullable String nextUrl,
    @Nullable Boolean adjusted,
    int rowsFrom,
    int rowsTo) {
  // NaN occurs unquoted where there is no value.
  static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  /**
   * Reads a body from end to end.
   *
   * @throws IOException when it is not one JSON object
   */
  static Envelope read(byte[] body) throws IOException {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the body is not a JSON object");
      }
      Reader reader = new Reader();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        reader.field(name, json);
      }
      if (json.nextToken() != null) {
        throw new IOException("the body goes on after its JSON object");
      }
      return reader.envelope();
    }
  }

  /** Whether the body's own status is that of a success; DELAYED means 15 minutes late. */
  boolean isSuccess() {
    return status == null || status.equals("OK") || status.equals("DELAYED");
  }

  /** Whether the account may not see what it asked for. */
  boolean isNotAuthorized() {
    return "NOT_AUTHORIZED".equals(status);
  }

  private static final class Reader {
    private @Nullable String status;
    private @Nullable String requestId;
    private @Nullable String ticker;
    private @Nullable String message;
    private @Nullable String nextUrl;
    private @Nullable Boolean adjusted;
    private int rowsFrom;
    private int rowsTo;

    void field(String name, JsonParser json) throws IOException {
      JsonToken value = json.currentToken();
      switch (name) {
        case "status" -> status = text(json);
        case "request_id" -> requestId = text(json);
        case "ticker" -> ticker = text(json);
        case "error", "message" -> message = text(json);
        case "next_url" -> nextUrl = text(json);
        case "adjusted" -> adjusted = value.isBoolean() ? json.getBooleanValue() : null;
        case "results", "tickers" -> rows(json);
        default -> json.skipChildren();
      }
    }

    private void rows(JsonParser json) throws IOException {
      boolean array = json.currentToken() == JsonToken.START_ARRAY;
      long from = json.currentTokenLocation().getByteOffset();
      json.skipChildren();
      if (array) {
        rowsFrom = Math.toIntExact(from);
        rowsTo = Math.toIntExact(json.currentLocation().getByteOffset());
      }
    }

    private static @Nullable String text(JsonParser json) throws IOException {
      String text = json.currentToken().isScalarValue() ? json.getValueAsString() : null;
      json.skipChildren();
      return text;
    }

    Envelope envelope() {
      return new Envelope(status, requestId, ticker, message, nextUrl, adjusted, rowsFrom, rowsTo);
    }
  }
}
