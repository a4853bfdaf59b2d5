package io.ticklake.ingest.replay;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads numbers: a decimal point, no thousands separators, no signs of money. */
final class NumberText {
  private static final String SIGNS = "+-.eE";
  private static final Set<String> ABSENT = Set.of("", "null", "nan", "n/a", "na", "none", "-");

  private NumberText() {}

  /** The number; it must be there. */
  static double read(String column, @Nullable String text) throws UnreadableRowException {
    if (text == null) {
      throw new UnreadableRowException(column + " is missing");
    }
    try {
      if (isPlain(text)) {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      }
    } catch (NumberFormatException e) {
      throw new UnreadableRowException(notANumber(column, text), e);
    }
    throw new UnreadableRowException(notANumber(column, text));
  }

  /** The number, null when the file has none there, or says so. */
  static @Nullable Double optional(String column, @Nullable String text)
      throws UnreadableRowException {
    return isAbsent(text) ? null : read(column, text);
  }

  static boolean isAbsent(@Nullable String text) {
    return text == null || ABSENT.contains(text.toLowerCase(Locale.ROOT));
  }

  // Double.parseDouble takes 1d, 0x1p3, NaN and spaces too.
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char sign = text.charAt(i);
      if ((sign < '0' || sign > '9') && SIGNS.indexOf(sign) < 0) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static String notANumber(String column, String text) {
    String hint = text.indexOf(',') > 0 ? " (write it without thousands separators)" : "";
    return "%s '%s' is not a number%s".formatted(column, text, hint);
  }
}
