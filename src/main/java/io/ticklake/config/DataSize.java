package io.ticklake.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written {@code 64MB}; units are powers of 1024. */
public record DataSize(long bytes) implements Comparable<DataSize> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(B|KB|MB|GB)");

  /**
   * Reads {@code 512KB}, {@code 64MB}.
   *
   * @throws IllegalArgumentException for any other form
   */
  public static DataSize parse(String text) {
    Matcher form = FORM.matcher(text.trim().toUpperCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "is not a size: write a whole number and B, KB, MB or GB, for example 64MB");
    }
    return new DataSize(Long.parseLong(form.group(1)) * unit(form.group(2)));
  }

  private static long unit(String name) {
    return switch (name) {
      case "KB" -> 1L << 10;
      case "MB" -> 1L << 20;
      case "GB" -> 1L << 30;
      default -> 1L;
    };
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    for (String name : new String[] {"GB", "MB", "KB"}) {
      if (bytes > 0 && bytes % unit(name) == 0) {
        return bytes / unit(name) + name;
      }
    }
    return bytes + "B";
  }
}
