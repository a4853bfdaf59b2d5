package io.ticklake.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Map;
import java.util.Set;

/**
 * A row of the market as it stands on Kafka: its own fields behind where it came from and when.
 * Numbers keep one type for ever: prices and volumes have a decimal point also where the market
 * wrote none; NaN counts as absent.
 */
final class RecordJson {
  // Times, counts, sizes and codes, see the reference of snapshots. All other numbers are decimals.
  private static final Set<String> WHOLE = Set.of("t", "n", "updated", "x", "q", "s", "S", "z");

  // Another one in each answer.
  private static final String SERVER_TIME = "serverTime";

  private RecordJson() {}

  /** The fields of the row alone, without those that always change: what decides about news. */
  static ObjectNode content(ObjectNode row) {
    return typed(row).without(SERVER_TIME);
  }

  /** The whole record. */
  static String write(ObjectNode row, MarketPage page) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("source", page.barSource());
    json.put("ingested_at", TimestampText.of(page.fetchedAt()));
    if (page.request().source().equals(RecordSource.MARKET_STATUS)) {
      boolean holiday = page.request().place().ticker().equals(RecordSource.UPCOMING);
      json.put("kind", holiday ? "holiday" : "now");
    }
    json.setAll(typed(row));
    return json.toString();
  }

  private static ObjectNode typed(ObjectNode row) {
    ObjectNode typed = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> field : row.properties()) {
      set(typed, field.getKey(), field.getValue());
    }
    return typed;
  }

  private static void set(ObjectNode typed, String name, JsonNode value) {
    if (value instanceof ObjectNode inner) {
      typed.set(name, typed(inner));
    } else if (!value.isNumber() || value instanceof ArrayNode) {
      typed.set(name, value);
    } else if (WHOLE.contains(name) && value.canConvertToExactIntegral()) {
      typed.put(name, value.longValue());
    } else if (Double.isFinite(value.doubleValue())) {
      typed.putRawValue(name, new RawValue(DecimalText.of(value.doubleValue())));
    }
  }
}
