package io.ticklake.embedded.glue.crawl;

import io.ticklake.embedded.glue.crawl.HiveType.Decimal;
import io.ticklake.embedded.glue.crawl.HiveType.ListOf;
import io.ticklake.embedded.glue.crawl.HiveType.MapOf;
import io.ticklake.embedded.glue.crawl.HiveType.Scalar;
import io.ticklake.embedded.glue.crawl.HiveType.Struct;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/** A Parquet schema in Hive's types, as written in the file. */
final class ParquetTypes {
  private ParquetTypes() {}

  static List<Field> fields(GroupType group) {
    return group.getFields().stream().map(ParquetTypes::field).toList();
  }

  private static Field field(Type type) {
    var single = single(type);
    return new Field(
        type.getName(), type.isRepetition(Repetition.REPEATED) ? new ListOf(single) : single);
  }

  private static HiveType single(Type type) {
    return type.isPrimitive() ? primitive(type.asPrimitiveType()) : group(type.asGroupType());
  }

  private static HiveType group(GroupType group) {
    var logical = group.getLogicalTypeAnnotation();
    if (logical instanceof ListLogicalTypeAnnotation) {
      return new ListOf(element(group.getType(0)));
    }
    if (logical instanceof MapLogicalTypeAnnotation) {
      var entry = group.getType(0).asGroupType();
      return new MapOf(single(entry.getType(0)), single(entry.getType(1)));
    }
    return new Struct(fields(group));
  }

  /** The standard's three levels, or the two of older writers. */
  private static HiveType element(Type repeated) {
    if (repeated.isPrimitive() || repeated.asGroupType().getFieldCount() > 1) {
      return single(repeated);
    }
    return single(repeated.asGroupType().getType(0));
  }

  private static HiveType primitive(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
      return new Decimal(decimal.getPrecision(), decimal.getScale());
    }
    return switch (type.getPrimitiveTypeName()) {
      case BOOLEAN -> Scalar.BOOLEAN;
      case INT32 -> int32(type);
      case INT64 ->
          logical instanceof TimestampLogicalTypeAnnotation ? Scalar.TIMESTAMP : Scalar.BIGINT;
      case INT96 -> Scalar.TIMESTAMP;
      case FLOAT -> Scalar.FLOAT;
      case DOUBLE -> Scalar.DOUBLE;
      case BINARY -> isText(type) ? Scalar.STRING : Scalar.BINARY;
      case FIXED_LEN_BYTE_ARRAY -> Scalar.BINARY;
    };
  }

  private static HiveType int32(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    if (logical instanceof DateLogicalTypeAnnotation) {
      return Scalar.DATE;
    }
    if (logical instanceof IntLogicalTypeAnnotation number && number.getBitWidth() < 32) {
      return number.getBitWidth() == 8 ? Scalar.TINYINT : Scalar.SMALLINT;
    }
    return Scalar.INT;
  }

  private static boolean isText(PrimitiveType type) {
    var logical = type.getLogicalTypeAnnotation();
    return logical instanceof StringLogicalTypeAnnotation
        || logical instanceof EnumLogicalTypeAnnotation
        || logical instanceof JsonLogicalTypeAnnotation;
  }
}
