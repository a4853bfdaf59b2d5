package io.ticklake.embedded.glue.crawl;

import io.ticklake.embedded.glue.crawl.HiveType.Decimal;
import io.ticklake.embedded.glue.crawl.HiveType.ListOf;
import io.ticklake.embedded.glue.crawl.HiveType.MapOf;
import io.ticklake.embedded.glue.crawl.HiveType.Scalar;
import io.ticklake.embedded.glue.crawl.HiveType.Struct;
import io.ticklake.embedded.glue.crawl.HiveType.Unknown;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** One type for what has several, as recorded of crawlers: int and double are double. */
public final class Merge {
  private Merge() {}

  /** All fields in order of first appearance, each with the type that holds both. */
  public static List<Field> fields(List<Field> first, List<Field> second) {
    var types = new LinkedHashMap<String, HiveType>();
    first.forEach(field -> types.merge(field.name(), field.type(), Merge::types));
    second.forEach(field -> types.merge(field.name(), field.type(), Merge::types));
    var merged = new ArrayList<Field>(types.size());
    types.forEach((name, type) -> merged.add(new Field(name, type)));
    return merged;
  }

  static HiveType types(HiveType a, HiveType b) {
    if (a.equals(b) || b instanceof Unknown) {
      return a;
    }
    if (a instanceof Unknown) {
      return b;
    }
    if (a instanceof Struct left && b instanceof Struct right) {
      return new Struct(fields(left.fields(), right.fields()));
    }
    if (a instanceof ListOf left && b instanceof ListOf right) {
      return new ListOf(types(left.element(), right.element()));
    }
    if (a instanceof MapOf left && b instanceof MapOf right) {
      return new MapOf(types(left.key(), right.key()), types(left.value(), right.value()));
    }
    return numbersOrString(a, b);
  }

  private static HiveType numbersOrString(HiveType a, HiveType b) {
    if (a instanceof Decimal left && b instanceof Decimal right) {
      var scale = Math.max(left.scale(), right.scale());
      var whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
      return new Decimal(Math.min(38, whole + scale), scale);
    }
    if (a instanceof Scalar left
        && b instanceof Scalar right
        && left.isNumber()
        && right.isNumber()) {
      return left.compareTo(right) >= 0 ? left : right;
    }
    return isNumber(a) && isNumber(b) ? Scalar.DOUBLE : Scalar.STRING;
  }

  private static boolean isNumber(HiveType type) {
    return type instanceof Decimal || (type instanceof Scalar scalar && scalar.isNumber());
  }
}
