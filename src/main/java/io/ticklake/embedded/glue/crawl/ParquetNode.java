package io.ticklake.embedded.glue.crawl;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;

/**
 * An element of a Parquet schema with those below it. Writers note its meaning as logical type,
 * older ones as converted type, most as both.
 */
record ParquetNode(SchemaElement element, List<ParquetNode> children) {
  /** From the flat list of the footer, in which a group's children follow it. */
  static ParquetNode tree(Iterator<SchemaElement> elements) {
    var element = elements.next();
    var children = new ArrayList<ParquetNode>();
    for (var i = 0; i < element.getNum_children(); i++) {
      children.add(tree(elements));
    }
    return new ParquetNode(element, children);
  }

  String name() {
    return element.getName();
  }

  boolean isGroup() {
    return !element.isSetType();
  }

  boolean isRepeated() {
    return element.getRepetition_type() == FieldRepetitionType.REPEATED;
  }

  boolean isList() {
    return is(LogicalType._Fields.LIST) || is(ConvertedType.LIST);
  }

  boolean isMap() {
    return is(LogicalType._Fields.MAP) || is(ConvertedType.MAP) || is(ConvertedType.MAP_KEY_VALUE);
  }

  boolean isText() {
    return is(LogicalType._Fields.STRING)
        || is(LogicalType._Fields.ENUM)
        || is(LogicalType._Fields.JSON)
        || Set.of(ConvertedType.UTF8, ConvertedType.ENUM, ConvertedType.JSON)
            .contains(convertedOrList());
  }

  boolean isDate() {
    return is(LogicalType._Fields.DATE) || is(ConvertedType.DATE);
  }

  boolean isTimestamp() {
    return is(LogicalType._Fields.TIMESTAMP)
        || is(ConvertedType.TIMESTAMP_MILLIS)
        || is(ConvertedType.TIMESTAMP_MICROS);
  }

  boolean isDecimal() {
    return is(LogicalType._Fields.DECIMAL) || is(ConvertedType.DECIMAL);
  }

  HiveType.Decimal decimal() {
    if (is(LogicalType._Fields.DECIMAL)) {
      var decimal = element.getLogicalType().getDECIMAL();
      return new HiveType.Decimal(decimal.getPrecision(), decimal.getScale());
    }
    return new HiveType.Decimal(element.getPrecision(), element.getScale());
  }

  /** Of an INT32: 8, 16 or 32. */
  int bits() {
    if (is(LogicalType._Fields.INTEGER)) {
      return element.getLogicalType().getINTEGER().getBitWidth();
    }
    if (is(ConvertedType.INT_8) || is(ConvertedType.UINT_8)) {
      return 8;
    }
    return is(ConvertedType.INT_16) || is(ConvertedType.UINT_16) ? 16 : 32;
  }

  private boolean is(LogicalType._Fields kind) {
    return element.isSetLogicalType() && element.getLogicalType().getSetField() == kind;
  }

  private boolean is(ConvertedType kind) {
    return element.isSetConverted_type() && element.getConverted_type() == kind;
  }

  /** For tests of membership, which take no null; a list is never text. */
  private ConvertedType convertedOrList() {
    return element.isSetConverted_type() ? element.getConverted_type() : ConvertedType.LIST;
  }
}
