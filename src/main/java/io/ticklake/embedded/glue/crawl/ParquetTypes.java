package io.ticklake.embedded.glue.crawl;

import io.ticklake.embedded.glue.crawl.HiveType.ListOf;
import io.ticklake.embedded.glue.crawl.HiveType.MapOf;
import io.ticklake.embedded.glue.crawl.HiveType.Scalar;
import io.ticklake.embedded.glue.crawl.HiveType.Struct;
import java.util.List;
import org.apache.parquet.format.SchemaElement;

/** A Parquet schema in Hive's types, as written in the file. */
final class ParquetTypes {
  private ParquetTypes() {}

  /**
   * The columns.
   *
   * @param schema as the footer lists it, its root first
   */
  static List<Field> fields(List<SchemaElement> schema) {
    return fields(ParquetNode.tree(schema.iterator()));
  }

  private static List<Field> fields(ParquetNode group) {
    return group.children().stream().map(ParquetTypes::field).toList();
  }

  private static Field field(ParquetNode node) {
    var single = single(node);
    return new Field(node.name(), node.isRepeated() ? new ListOf(single) : single);
  }

  private static HiveType single(ParquetNode node) {
    return node.isGroup() ? group(node) : primitive(node);
  }

  private static HiveType group(ParquetNode group) {
    if (group.isList()) {
      return new ListOf(element(group.children().get(0)));
    }
    if (group.isMap()) {
      var entry = group.children().get(0).children();
      return new MapOf(single(entry.get(0)), single(entry.get(1)));
    }
    return new Struct(fields(group));
  }

  /** The standard's three levels, or the two of older writers. */
  private static HiveType element(ParquetNode repeated) {
    return repeated.children().size() == 1 ? single(repeated.children().get(0)) : single(repeated);
  }

  private static HiveType primitive(ParquetNode node) {
    if (node.isDecimal()) {
      return node.decimal();
    }
    return switch (node.element().getType()) {
      case BOOLEAN -> Scalar.BOOLEAN;
      case INT32 -> int32(node);
      case INT64 -> node.isTimestamp() ? Scalar.TIMESTAMP : Scalar.BIGINT;
      case INT96 -> Scalar.TIMESTAMP;
      case FLOAT -> Scalar.FLOAT;
      case DOUBLE -> Scalar.DOUBLE;
      case BYTE_ARRAY -> node.isText() ? Scalar.STRING : Scalar.BINARY;
      case FIXED_LEN_BYTE_ARRAY -> Scalar.BINARY;
    };
  }

  private static HiveType int32(ParquetNode node) {
    if (node.isDate()) {
      return Scalar.DATE;
    }
    return switch (node.bits()) {
      case 8 -> Scalar.TINYINT;
      case 16 -> Scalar.SMALLINT;
      default -> Scalar.INT;
    };
  }
}
