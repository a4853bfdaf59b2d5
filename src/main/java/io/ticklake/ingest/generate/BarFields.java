package io.ticklake.ingest.generate;

import io.ticklake.model.Timespan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The fields that bars have at present, in their order, and how each is written. */
final class BarFields {
  /** Writes the value of a field. */
  @FunctionalInterface
  private interface Value {
    void write(ByteText out, Instance bar);
  }

  // Fields are found by their names, never compared.
  @SuppressWarnings("ArrayRecordComponent")
  private record Field(String name, byte[] start, Value value) {
    static Field of(String name, Value value) {
      return new Field(name, (",\"" + name + "\":").getBytes(StandardCharsets.US_ASCII), value);
    }
  }

  private static final byte[] SOURCE = "generator (simulated)".getBytes(StandardCharsets.US_ASCII);
  private static final int CENTS = 2;
  private static final int VWAP_DIGITS = 4;

  private final List<Field> fields;
  private final SplittableRandom random;

  /**
   * The fields of the contract.
   *
   * @param tickers their names
   */
  BarFields(List<byte[]> tickers, Timespan timespan, SplittableRandom random) {
    this.random = random;
    byte[] span = timespan.text().getBytes(StandardCharsets.US_ASCII);
    this.fields =
        new ArrayList<>(
            List.of(
                text("ticker", bar -> tickers.get(bar.ticker())),
                text("timespan", bar -> span),
                text("timestamp", Instance::timestampText),
                text("trade_date", Instance::dateText),
                Field.of("open", (out, bar) -> out.putScaled(bar.open(), CENTS)),
                Field.of("high", (out, bar) -> out.putScaled(bar.high(), CENTS)),
                Field.of("low", (out, bar) -> out.putScaled(bar.low(), CENTS)),
                Field.of("close", (out, bar) -> out.putScaled(bar.close(), CENTS)),
                Field.of("volume", (out, bar) -> out.putScaled(bar.volume() * 10, 1)),
                Field.of("vwap", (out, bar) -> out.putScaled(bar.vwap(), VWAP_DIGITS)),
                Field.of("transactions", (out, bar) -> out.put(bar.transactions())),
                text("source", bar -> SOURCE),
                text("ingested_at", Instance::ingestedText)));
  }

  /** Finds a text that is kept with its bar. */
  @FunctionalInterface
  private interface Text {
    byte[] of(Instance bar);
  }

  private static Field text(String name, Text text) {
    return Field.of(name, (out, bar) -> out.put('"').put(text.of(bar)).put('"'));
  }

  /**
   * From now on the fields are so.
   *
   * @throws IllegalArgumentException when the field is there already, or not there
   */
  void apply(SchemaChange change) {
    Optional<Field> there =
        fields.stream().filter(field -> field.name().equals(change.field())).findFirst();
    boolean wanted = change.kind() != SchemaChange.Kind.ADD;
    if (there.isPresent() != wanted) {
      throw new IllegalArgumentException(
          "a bar has %s field '%s', only: %s"
              .formatted(
                  wanted ? "no" : "already a",
                  change.field(),
                  String.join(", ", fields.stream().map(Field::name).toList())));
    }
    int place = there.map(fields::indexOf).orElse(fields.size());
    there.ifPresent(fields::remove);
    FieldType type = change.type();
    if (type != null) {
      fields.add(place, Field.of(change.field(), (out, bar) -> type.write(out, bar, random)));
    }
  }

  void write(ByteText out, Instance bar) {
    out.put('{');
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      // No comma before the first.
      out.put(field.start(), i == 0 ? 1 : 0);
      field.value().write(out, bar);
    }
    out.put('}');
  }
}
