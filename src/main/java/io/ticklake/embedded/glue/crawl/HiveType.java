package io.ticklake.embedded.glue.crawl;

import java.util.List;
import java.util.stream.Collectors;

/** A column type as crawlers write it. */
public sealed interface HiveType {
  /** Hive's spelling, for example {@code array<struct<a:int,B:string>>}. */
  String text();

  /** Types without parts. Numbers stand in the order in which one holds the other. */
  enum Scalar implements HiveType {
    TINYINT,
    SMALLINT,
    INT,
    BIGINT,
    FLOAT,
    DOUBLE,
    BOOLEAN,
    STRING,
    DATE,
    TIMESTAMP,
    BINARY;

    @Override
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    boolean isNumber() {
      return compareTo(DOUBLE) <= 0;
    }
  }

  /** Of a key that was always null; what Glue makes of it is not known, string reads anything. */
  record Unknown() implements HiveType {
    @Override
    public String text() {
      return "string";
    }
  }

  record Decimal(int precision, int scale) implements HiveType {
    @Override
    public String text() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  record ListOf(HiveType element) implements HiveType {
    @Override
    public String text() {
      return "array<" + element.text() + ">";
    }
  }

  record MapOf(HiveType key, HiveType value) implements HiveType {
    @Override
    public String text() {
      return "map<" + key.text() + "," + value.text() + ">";
    }
  }

  /** Names of fields keep their case. */
  record Struct(List<Field> fields) implements HiveType {
    public Struct {
      fields = List.copyOf(fields);
    }

    @Override
    public String text() {
      return fields.stream()
          .map(field -> field.name() + ":" + field.type().text())
          .collect(Collectors.joining(",", "struct<", ">"));
    }
  }
}
