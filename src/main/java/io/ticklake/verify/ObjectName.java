package io.ticklake.verify;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;

/**
 * What the name of a data object says: {@code
 * <folder>/<topic>+<tag>+<partition>+<first>.<extension>}.
 *
 * @param tag the first 8 hex digits of the topic id
 * @param first of the slice
 */
record ObjectName(String topic, String tag, int partition, long first) {
  private static final Pattern FORM =
      Pattern.compile("([^/+]+)\\+([0-9a-f]{8})\\+(\\d{1,9})\\+(\\d{20})\\.[A-Za-z0-9.]+");

  /** Nothing if the archive gives no such names. */
  static Optional<ObjectName> parse(String key) {
    Matcher form = FORM.matcher(key.substring(key.lastIndexOf('/') + 1));
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new ObjectName(
              form.group(1),
              form.group(2),
              Integer.parseInt(form.group(3)),
              Long.parseLong(form.group(4))));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether the tag is that of this topic id. */
  boolean isOf(Uuid topicId) {
    return "%016x".formatted(topicId.getMostSignificantBits()).startsWith(tag);
  }
}
