package io.ticklake.embedded.athena.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The white list of functions, from {@code functions.txt}. */
final class FunctionTable {
  private static final Pattern LINE =
      Pattern.compile(
          "([fawn]) +(\\S+)(?: +(\\S+) +(timestamp\\(3\\) with time zone|\\S+) +(.*))?");

  private static final Map<String, List<Signature>> FUNCTIONS = read();

  private FunctionTable() {}

  /** All forms of this function; none if Athena has no such function. */
  static List<Signature> forms(String name) {
    return FUNCTIONS.getOrDefault(name, List.of());
  }

  /** The number of names. */
  static int size() {
    return FUNCTIONS.size();
  }

  private static Map<String, List<Signature>> read() {
    var functions = new LinkedHashMap<String, List<Signature>>();
    for (String line : resource("functions.txt").split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        Signature form = parse(line);
        functions.computeIfAbsent(form.name(), name -> new ArrayList<>()).add(form);
      }
    }
    return functions;
  }

  private static Signature parse(String line) {
    var parts = LINE.matcher(line.strip());
    if (!parts.matches()) {
      throw new IllegalStateException("Line of functions.txt cannot be read: " + line);
    }
    char kind = parts.group(1).charAt(0);
    String name = parts.group(2);
    if (kind == 'n') {
      return new Signature(kind, name, "", "?", "", "");
    }
    String parameters = parts.group(3).equals("-") ? "" : parts.group(3);
    String print = parts.group(5).strip();
    if (kind == 'f') {
      return new Signature(kind, name, parameters, parts.group(4), scalar(name, print), "");
    }
    int gap = print.startsWith("count(DISTINCT ") ? -1 : endOfCall(print);
    String call = gap < 0 ? print : print.substring(0, gap);
    String around = gap < 0 ? "@" : print.substring(gap).strip();
    return new Signature(
        kind, name, parameters, parts.group(4), call, around.isEmpty() ? "@" : around);
  }

  private static String scalar(String name, String print) {
    return switch (print) {
      case "=" -> name + "($*)";
      case "tr" -> "tr_" + name + "($*)";
      default -> "(" + print + ")";
    };
  }

  /** Behind the bracket that closes the first one. */
  private static int endOfCall(String print) {
    int depth = 0;
    for (int i = 0; i < print.length(); i++) {
      depth += print.charAt(i) == '(' ? 1 : print.charAt(i) == ')' ? -1 : 0;
      if (depth == 0 && print.charAt(i) == ')') {
        return i + 1;
      }
    }
    throw new IllegalStateException("Not a call in functions.txt: " + print);
  }

  /** A text file beside this class. */
  static String resource(String name) {
    try (var in = FunctionTable.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("Resource is missing: " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read resource " + name, e);
    }
  }
}
