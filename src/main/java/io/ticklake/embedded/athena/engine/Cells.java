package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Values as Athena writes them into results. */
final class Cells {
  /** Always three digits: Athena's timestamps are timestamp(3). */
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

  private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
  private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

  private Cells() {}

  /** The text of a value; null for NULL. */
  static @Nullable String text(@Nullable Object value, SqlType type) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type.base()) {
      case "interval day to second" -> dayInterval(((Number) value).longValue());
      case "interval year to month" -> yearInterval(((Number) value).longValue());
      case "array" -> array((Array) value, type);
      case "map" -> map((Map<?, ?>) value, type);
      case "row" -> row((Struct) value, type);
      case "real" -> Float.toString(((Number) value).floatValue());
      default -> scalar(value);
    };
  }

  private static String scalar(Object value) throws SQLException {
    if (value instanceof Timestamp timestamp) {
      return timestamp.toLocalDateTime().format(TIMESTAMP);
    }
    if (value instanceof LocalDateTime local) {
      return local.format(TIMESTAMP);
    }
    if (value instanceof OffsetDateTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).format(TIMESTAMP) + " UTC";
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    if (value instanceof BigInteger integer) {
      return bigint(integer);
    }
    if (value instanceof Blob blob) {
      return HexFormat.ofDelimiter(" ").formatHex(blob.getBytes(1, (int) blob.length()));
    }
    return value instanceof Date date ? date.toLocalDate().toString() : value.toString();
  }

  /** DuckDB sums integers in 128 bits. */
  private static String bigint(BigInteger value) throws SQLException {
    if (value.compareTo(LONG_MAX) > 0 || value.compareTo(LONG_MIN) < 0) {
      throw new SQLException("NUMERIC_VALUE_OUT_OF_RANGE: Value out of range for bigint: " + value);
    }
    return value.toString();
  }

  private static String inner(@Nullable Object value, SqlType type) throws SQLException {
    return Objects.requireNonNullElse(text(value, type), "null");
  }

  private static String array(Array array, SqlType type) throws SQLException {
    var joined = new StringJoiner(", ", "[", "]");
    for (Object element : (Object[]) array.getArray()) {
      joined.add(inner(element, type.arguments().get(0)));
    }
    return joined.toString();
  }

  private static String map(Map<?, ?> map, SqlType type) throws SQLException {
    var joined = new StringJoiner(", ", "{", "}");
    for (var entry : map.entrySet()) {
      joined.add(
          inner(entry.getKey(), type.arguments().get(0))
              + "="
              + inner(entry.getValue(), type.arguments().get(1)));
    }
    return joined.toString();
  }

  /** Of the attributes: DuckDB's map of a struct loses fields without a name. */
  private static String row(Struct struct, SqlType type) throws SQLException {
    var joined = new StringJoiner(", ", "{", "}");
    Object[] values = struct.getAttributes();
    for (int i = 0; i < values.length; i++) {
      String name = type.names().get(i).isEmpty() ? "field" + i : type.names().get(i);
      joined.add(name + "=" + inner(values[i], type.arguments().get(i)));
    }
    return joined.toString();
  }

  private static String dayInterval(long millis) {
    long rest = Math.abs(millis);
    return "%s%d %02d:%02d:%02d.%03d"
        .formatted(
            millis < 0 ? "-" : "",
            rest / 86_400_000,
            rest / 3_600_000 % 24,
            rest / 60_000 % 60,
            rest / 1000 % 60,
            rest % 1000);
  }

  private static String yearInterval(long months) {
    long rest = Math.abs(months);
    return (months < 0 ? "-" : "") + rest / 12 + "-" + rest % 12;
  }
}
