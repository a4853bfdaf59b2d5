package io.ticklake.ingest.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads one JSON object a line. */
final class JsonCellsReader implements CellsReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private final TextDecoding decoding;
  private final Map<String, Field> said;
  // Rows of one file have few names.
  private final Map<String, Optional<Field>> known = new HashMap<>();

  /**
   * @param columns the names that were said for fields
   */
  JsonCellsReader(TextDecoding decoding, Map<Field, String> columns) {
    this.decoding = decoding;
    this.said = new HashMap<>();
    columns.forEach((field, name) -> said.put(name, field));
  }

  @Override
  public JsonCells read(RawRow row) throws UnreadableRowException {
    String text = decoding.text(row).strip();
    Map<Field, String> values = new EnumMap<>(Field.class);
    Map<Field, String> names = new EnumMap<>(Field.class);
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableRowException("it is not a JSON object");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
          keep(name, json.getText(), values, names);
        }
        json.skipChildren();
      }
      if (json.nextToken() != null) {
        throw new UnreadableRowException("its line goes on after the JSON object");
      }
    } catch (IOException e) {
      throw new UnreadableRowException("it is not JSON: " + firstLine(e), e);
    }
    return new JsonCells(values, names, text);
  }

  private void keep(
      String name, String value, Map<Field, String> values, Map<Field, String> names) {
    Field field = said.get(name);
    if (field == null) {
      field = known.computeIfAbsent(name, Field::ofColumn).orElse(null);
    }
    if (field == null || value.isBlank()) {
      return;
    }
    String before = names.get(field);
    if (before == null || said.containsKey(name) || field.rank(name) < field.rank(before)) {
      values.put(field, value.strip());
      names.put(field, name);
    }
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
