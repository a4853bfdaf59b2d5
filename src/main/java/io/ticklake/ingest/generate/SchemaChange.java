package io.ticklake.ingest.generate;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of the fields of bars on the way.
 *
 * @param type of the field from then on, null when it is dropped
 * @param after so many records
 */
public record SchemaChange(Kind kind, String field, @Nullable FieldType type, long after) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]{0,63})(?::([A-Za-z]+))?(?:@(\\d{1,15}))?");

  /** What becomes of the field. */
  public enum Kind {
    ADD,
    DROP,
    CHANGE_TYPE
  }

  /**
   * Reads {@code name:type@after}; without {@code @after} it is so from the first record on.
   *
   * @throws IllegalArgumentException that says what is wrong
   */
  public static SchemaChange parse(Kind kind, String text) {
    Matcher form = FORM.matcher(text);
    boolean wantsType = kind != Kind.DROP;
    if (!form.matches() || (form.group(2) != null) != wantsType) {
      throw new IllegalArgumentException(
          "'%s' must be %s, for example %s"
              .formatted(
                  text,
                  wantsType ? "NAME:TYPE or NAME:TYPE@RECORDS" : "NAME or NAME@RECORDS",
                  wantsType ? "sector:string@100000" : "vwap@100000"));
    }
    long after = form.group(3) == null ? 0 : Long.parseLong(form.group(3));
    return new SchemaChange(kind, form.group(1), wantsType ? type(form.group(2)) : null, after);
  }

  private static FieldType type(String text) {
    for (FieldType type : FieldType.values()) {
      if (type.toString().equals(text.toLowerCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "type '%s' is none of %s".formatted(text, Arrays.toString(FieldType.values())));
  }
}
