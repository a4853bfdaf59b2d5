package io.ticklake.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of a setting, its type and what it may be. Its default and its description stand once,
 * in the packaged {@code application.properties}.
 */
public final class Key<T> {
  private final String name;
  private final String type;
  private final Function<String, T> reader;

  private Key(String name, String type, Function<String, T> reader) {
    this.name = name;
    this.type = type;
    this.reader = reader;
  }

  /** Any text that is not blank. */
  public static Key<String> text(String name) {
    return new Key<>(name, "text", Key::present);
  }

  /** Text of a given form; {@code form} says it to the user, for example {@code an ARN}. */
  public static Key<String> text(String name, Pattern pattern, String form) {
    return new Key<>(
        name,
        form,
        text -> {
          check(pattern.matcher(present(text)).matches(), "is not " + form + " (" + pattern + ")");
          return text;
        });
  }

  /** A whole number within bounds, both inclusive. */
  public static Key<Integer> integer(String name, int least, int most) {
    String type = "whole number, " + least + " to " + most;
    return new Key<>(name, type, text -> readInteger(text, least, most));
  }

  /** A time span such as {@code 500ms}, {@code 60s}, {@code 5m}, {@code 1h}, within bounds. */
  public static Key<Duration> duration(String name, Duration least, Duration most) {
    String range = TimeSpan.text(least) + " to " + TimeSpan.text(most);
    return new Key<>(
        name,
        "time span, " + range,
        text -> within(TimeSpan.parse(present(text)), least, most, range));
  }

  /** A number of bytes such as {@code 64MB}, within bounds given in the same form. */
  public static Key<DataSize> size(String name, String least, String most) {
    String range = least + " to " + most;
    DataSize low = DataSize.parse(least);
    DataSize high = DataSize.parse(most);
    return new Key<>(
        name, "size, " + range, text -> within(DataSize.parse(present(text)), low, high, range));
  }

  /** {@code true} or {@code false}. */
  public static Key<Boolean> flag(String name) {
    return new Key<>(
        name,
        "true or false",
        text -> {
          check(text.equals("true") || text.equals("false"), "is neither true nor false");
          return text.equals("true");
        });
  }

  /** One of an enum's constants, written in lower case with dashes. */
  public static <E extends Enum<E>> Key<E> choice(String name, Class<E> values) {
    String allowed =
        Stream.of(values.getEnumConstants()).map(Key::written).collect(Collectors.joining(", "));
    return new Key<>(
        name,
        "one of " + allowed,
        text ->
            Stream.of(values.getEnumConstants())
                .filter(value -> written(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("is none of " + allowed)));
  }

  /** A file or folder. Relative paths are meant from the working directory. */
  public static Key<Path> path(String name) {
    return new Key<>(name, "path", text -> Path.of(present(text)));
  }

  /** Texts separated by commas, at least one. */
  public static Key<List<String>> list(String name) {
    return new Key<>(
        name,
        "list, separated by commas",
        text -> Arrays.stream(present(text).split(",")).map(String::trim).toList());
  }

  /** A value that no text may show. */
  public static Key<Secret> secret(String name) {
    return new Key<>(name, "secret", text -> new Secret(present(text)));
  }

  /** {@code embedded}, {@code aws} or an http(s) address. */
  public static Key<Endpoint> endpoint(String name) {
    return new Key<>(
        name,
        "embedded, aws or an address",
        text -> {
          check(
              text.matches("embedded|aws|https?://[^/\\s]+/?"),
              "is neither embedded, nor aws, nor an address such as https://host:port");
          return Endpoint.parse(text);
        });
  }

  /** {@code embedded} or an address of a given form. */
  public static Key<Endpoint> endpoint(String name, Pattern pattern, String form) {
    return new Key<>(
        name,
        "embedded or " + form,
        text -> {
          check(
              text.equals("embedded") || pattern.matcher(text).matches(),
              "is neither embedded nor " + form);
          return Endpoint.parse(text);
        });
  }

  /** The same key, for which an empty text means no value. */
  public Key<Optional<T>> optional() {
    return new Key<>(
        name,
        type + ", or empty",
        text -> text.isBlank() ? Optional.empty() : Optional.of(reader.apply(text)));
  }

  public String name() {
    return name;
  }

  /** What the value may be, for the reference page. */
  public String type() {
    return type;
  }

  /** Whether the value must be masked wherever it is shown. */
  public boolean isSecret() {
    return type.startsWith("secret");
  }

  /**
   * The value of this text.
   *
   * @throws IllegalArgumentException with the end of a sentence that begins with key and value
   */
  T read(String text) {
    return reader.apply(text.trim());
  }

  private static String present(String text) {
    check(!text.isBlank(), "is missing");
    return text;
  }

  private static int readInteger(String text, int least, int most) {
    try {
      return within(Integer.valueOf(present(text)), least, most, least + " to " + most);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is not a whole number", e);
    }
  }

  private static <V extends Comparable<V>> V within(V value, V least, V most, String range) {
    check(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        "is out of range: allowed is " + range);
    return value;
  }

  private static String written(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
