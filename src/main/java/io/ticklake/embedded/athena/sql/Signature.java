package io.ticklake.embedded.athena.sql;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One form of a function: a line of {@code functions.txt}, which explains the letters.
 *
 * @param kind {@code f}, {@code a}, {@code w} or {@code n}
 * @param parameters a letter each
 * @param type of the result
 * @param call template of the call itself
 * @param around of aggregates: template around the call, {@code @} without need
 */
record Signature(
    char kind, String name, String parameters, String type, String call, String around) {
  private static final Pattern PLACE = Pattern.compile("\\$[1-9*]|@");

  private static final Map<Character, String> WORDS =
      Map.ofEntries(
          Map.entry('x', "T"),
          Map.entry('v', "varchar"),
          Map.entry('n', "double"),
          Map.entry('i', "bigint"),
          Map.entry('b', "boolean"),
          Map.entry('r', "varbinary"),
          Map.entry('a', "array(E)"),
          Map.entry('m', "map(K,V)"),
          Map.entry('j', "json"),
          Map.entry('d', "timestamp(p)"),
          Map.entry('t', "timestamp(p)"),
          Map.entry('p', "JsonPath"),
          Map.entry('e', "JoniRegExp"),
          Map.entry('u', "varchar"));

  boolean isAggregate() {
    return kind == 'a';
  }

  boolean isWindow() {
    return kind == 'w';
  }

  boolean accepts(List<SqlType> arguments) {
    boolean repeats = parameters.endsWith("*");
    int count = repeats ? parameters.length() - 1 : parameters.length();
    if (repeats ? arguments.size() < count : arguments.size() != count) {
      return false;
    }
    for (int i = 0; i < arguments.size(); i++) {
      if (!accepts(parameters.charAt(Math.min(i, count - 1)), arguments.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean accepts(char letter, SqlType type) {
    if (!type.isKnown()) {
      return true;
    }
    return switch (letter) {
      case 'v', 'e', 'p', 'u' -> type.isText();
      case 'n' -> type.isNumber();
      case 'i' -> type.isInteger();
      case 'b' -> type.is("boolean");
      case 'r' -> type.is("varbinary");
      case 'a' -> type.is("array");
      case 'm' -> type.is("map");
      case 'j' -> type.is("json") || type.isText();
      case 'd', 't' -> type.isTime();
      default -> true;
    };
  }

  char letter(int argument) {
    return parameters.charAt(Math.min(argument, parameters.replace("*", "").length() - 1));
  }

  /** The result's type for these arguments. */
  SqlType resultType(List<SqlType> arguments) {
    return switch (type) {
      case "?" -> SqlType.ANY;
      case "$1" -> arguments.get(0);
      case "[$1]" -> SqlType.array(arguments.get(0));
      case "e1" -> arguments.get(0).element();
      case "map12" -> SqlType.map(arguments.get(0), arguments.get(1));
      case "lists12" -> SqlType.map(arguments.get(0), SqlType.array(arguments.get(1)));
      case "counts1" -> SqlType.map(arguments.get(0), SqlType.BIGINT);
      case "zip12" -> SqlType.map(arguments.get(0).element(), arguments.get(1).element());
      // Of decimals DuckDB makes the precision, 38, that Athena makes.
      case "sum1" -> arguments.get(0).isFloating() ? arguments.get(0) : SqlType.ANY;
      case "keys1" -> SqlType.array(key(arguments.get(0)));
      case "values1" -> SqlType.array(arguments.get(0).element());
      default -> TypeReader.read(type);
    };
  }

  private static SqlType key(SqlType type) {
    return type.is("map") ? type.arguments().get(0) : SqlType.ANY;
  }

  /** Fills {@link #call}; what arguments hold is never taken for a place to fill. */
  String call(List<String> arguments) {
    return fill(call, arguments, "@");
  }

  /** Fills {@link #around} with the printed call and the arguments. */
  String around(List<String> arguments, String printedCall) {
    return fill(around, arguments, printedCall);
  }

  private static String fill(String template, List<String> arguments, String core) {
    return PLACE
        .matcher(template)
        .replaceAll(
            place ->
                Matcher.quoteReplacement(
                    switch (place.group()) {
                      case "@" -> core;
                      case "$*" -> String.join(", ", arguments);
                      default -> arguments.get(place.group().charAt(1) - '1');
                    }));
  }

  /** As Athena lists what it expected. */
  String display() {
    String list =
        parameters
            .chars()
            .mapToObj(letter -> WORDS.getOrDefault((char) letter, ""))
            .filter(word -> !word.isEmpty())
            .collect(joining(", "));
    return name + "(" + list + ")";
  }
}
