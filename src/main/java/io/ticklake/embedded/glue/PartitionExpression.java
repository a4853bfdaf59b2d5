package io.ticklake.embedded.glue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * GetPartitions' Expression: a WHERE clause over partition keys with {@code = <> != > < >= <= AND
 * OR NOT IN BETWEEN LIKE IS NULL} and brackets. Keys of number types compare as numbers, all others
 * as text, which for ISO dates and times is their order.
 */
final class PartitionExpression {
  /** Hive's folder for null. */
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  private static final Set<String> NUMBERS =
      Set.of("int", "bigint", "long", "tinyint", "smallint", "decimal", "float", "double");

  private final String text;
  private final List<GlueColumn> keys;
  private final ExpressionTokens tokens;

  private PartitionExpression(String text, List<GlueColumn> keys) {
    this.text = text;
    this.keys = keys;
    this.tokens = ExpressionTokens.of(text);
  }

  /**
   * A test of partition values; an empty text holds for all.
   *
   * @throws CatalogException InvalidInputException
   */
  static Predicate<List<String>> parse(String text, List<GlueColumn> keys) {
    if (text.isBlank()) {
      return values -> true;
    }
    var expression = new PartitionExpression(text, keys);
    var predicate = expression.or();
    if (!expression.tokens.atEnd()) {
      throw expression.refused("'" + expression.tokens.next().text() + "' is not expected");
    }
    return predicate;
  }

  private Predicate<List<String>> or() {
    var left = and();
    while (tokens.skip("OR")) {
      left = left.or(and());
    }
    return left;
  }

  private Predicate<List<String>> and() {
    var left = not();
    while (tokens.skip("AND")) {
      left = left.and(not());
    }
    return left;
  }

  private Predicate<List<String>> not() {
    if (tokens.skip("NOT")) {
      return not().negate();
    }
    if (tokens.skip("(")) {
      var inner = or();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private Predicate<List<String>> comparison() {
    var key = key();
    if (tokens.skip("IS")) {
      var wanted = !tokens.skip("NOT");
      expect("NULL");
      return values -> values.get(key).equals(NULL) == wanted;
    }
    if (tokens.skip("NOT")) {
      return present(key, listed(key).negate());
    }
    for (var operator : List.of("IN", "BETWEEN", "LIKE")) {
      if (tokens.isNext(operator)) {
        return present(key, listed(key));
      }
    }
    var operator = operator();
    var literal = literal();
    return present(key, values -> operator.test(compare(key, values.get(key), literal)));
  }

  /** A null compares with nothing. */
  private static Predicate<List<String>> present(int key, Predicate<List<String>> test) {
    return values -> !values.get(key).equals(NULL) && test.test(values);
  }

  private Predicate<List<String>> listed(int key) {
    if (tokens.skip("BETWEEN")) {
      var low = literal();
      expect("AND");
      var high = literal();
      return values ->
          compare(key, values.get(key), low) >= 0 && compare(key, values.get(key), high) <= 0;
    }
    if (tokens.skip("LIKE")) {
      var pattern = like(literal());
      return values -> pattern.matcher(values.get(key)).matches();
    }
    expect("IN");
    expect("(");
    var literals = new ArrayList<String>();
    do {
      literals.add(literal());
    } while (tokens.skip(","));
    expect(")");
    return values ->
        literals.stream().anyMatch(literal -> compare(key, values.get(key), literal) == 0);
  }

  private IntPredicate operator() {
    var operator = tokens.next().text();
    return switch (operator) {
      case "=" -> order -> order == 0;
      case "<>", "!=" -> order -> order != 0;
      case ">" -> order -> order > 0;
      case "<" -> order -> order < 0;
      case ">=" -> order -> order >= 0;
      case "<=" -> order -> order <= 0;
      default -> throw refused("'" + operator + "' is not an operator");
    };
  }

  private int compare(int key, String value, String literal) {
    if (!isNumber(keys.get(key))) {
      return value.compareTo(literal);
    }
    return number(value).compareTo(number(literal));
  }

  private BigDecimal number(String value) {
    try {
      return new BigDecimal(value.trim());
    } catch (NumberFormatException e) {
      throw refused("'" + value + "' is not a number");
    }
  }

  private static boolean isNumber(GlueColumn key) {
    var type = key.type().toLowerCase(Locale.ROOT);
    var bracket = type.indexOf('(');
    return NUMBERS.contains(bracket < 0 ? type : type.substring(0, bracket));
  }

  private int key() {
    var name = tokens.next().text();
    for (var i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    throw refused("'" + name + "' is not a partition key");
  }

  private String literal() {
    var token = tokens.next();
    if (!token.isLiteral()) {
      throw refused("'" + token.text() + "' is not a literal");
    }
    return token.text();
  }

  private void expect(String word) {
    if (!tokens.skip(word)) {
      throw refused("'" + word + "' is expected before '" + tokens.next().text() + "'");
    }
  }

  private static Pattern like(String pattern) {
    var regex = new StringBuilder();
    for (var i = 0; i < pattern.length(); i++) {
      regex.append(
          switch (pattern.charAt(i)) {
            case '%' -> ".*";
            case '_' -> ".";
            default -> Pattern.quote(pattern.substring(i, i + 1));
          });
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private CatalogException refused(String why) {
    return CatalogException.badInput("Unsupported expression '" + text + "': " + why);
  }
}
