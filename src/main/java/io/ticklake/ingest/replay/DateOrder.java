package io.ticklake.ingest.replay;

import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether dates such as {@code 03/04/2024} begin with the month or the day: some row of the file
 * must tell, by a number above 12.
 */
final class DateOrder {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,2})([/-])(\\d{1,2})\\2\\d{4}\\b.*");
  private static final int MONTHS = 12;

  private DateOrder() {}

  /**
   * How to read dates like these.
   *
   * @throws IllegalArgumentException when the rows do not tell
   */
  static DateText of(List<String> sample, ZoneId zone, ZoneId dayZone) {
    boolean dayFirst = false;
    boolean monthFirst = false;
    String first = "";
    String sign = "";
    for (String text : sample) {
      Matcher date = SHORT.matcher(text);
      if (date.matches()) {
        first = first.isEmpty() ? text : first;
        sign = date.group(2);
        dayFirst |= Integer.parseInt(date.group(1)) > MONTHS;
        monthFirst |= Integer.parseInt(date.group(3)) > MONTHS;
      }
    }
    if (first.isEmpty()) {
      return DateText.known(zone, dayZone);
    }
    if (dayFirst == monthFirst) {
      throw new IllegalArgumentException(
          "dates like '%s' may begin with the month or with the day, and its first %,d rows do not tell: say --date-format MM/dd/yyyy or dd/MM/yyyy"
              .formatted(first, sample.size()));
    }
    String pattern = dayFirst ? "d%sM%suuuu" : "M%sd%suuuu";
    return DateText.ofDate(pattern.formatted(sign, sign), zone, dayZone);
  }
}
