package io.ticklake.component.kafkaslice;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as operators write them: {@code 64MB}, {@code 512KB}, {@code 1048576}. Powers of 1024. */
final class ByteSize {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*([KMG]?)B?");
  private static final Map<String, Integer> SHIFT = Map.of("", 0, "K", 10, "M", 20, "G", 30);

  private ByteSize() {}

  /**
   * Reads a size.
   *
   * @param option the option's name, for the message
   * @return bytes, at least 1
   */
  static long parse(String option, String text) {
    Matcher matcher = TEXT.matcher(text.trim().toUpperCase(Locale.ROOT));
    if (matcher.matches()) {
      long bytes = Long.parseLong(matcher.group(1)) << SHIFT.getOrDefault(matcher.group(2), 0);
      if (bytes > 0) {
        return bytes;
      }
    }
    throw new IllegalArgumentException(
        "Option '%s' is '%s': write a size above 0 such as 64MB, 512KB or a number of bytes"
            .formatted(option, text));
  }
}
