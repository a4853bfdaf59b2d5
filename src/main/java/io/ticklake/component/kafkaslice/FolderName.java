package io.ticklake.component.kafkaslice;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Makes a value safe as (part of) a folder's name, as Hive does and Glue and Athena undo: what
 * would end the name or mean something in a path is percent-encoded.
 */
final class FolderName {
  // Hive's list: FileUtils.charToEscape.
  private static final String ESCAPED = "\"#%'*/:=?\\{[]^\u007f";

  private FolderName() {}

  /**
   * Escapes one value.
   *
   * @param origin what the value is, for the message
   * @throws PoisonRecordException when it is empty: {@code dt=} is no partition
   */
  static String escape(String value, String origin) throws PoisonRecordException {
    if (value.isEmpty()) {
      throw new PoisonRecordException("The " + origin + " is empty: it cannot name a folder");
    }
    StringBuilder name = new StringBuilder(value.length() + 8);
    value.codePoints().forEach(c -> append(name, c));
    return name.toString();
  }

  private static void append(StringBuilder name, int c) {
    // Athena hides names that begin with '_' or '.'.
    boolean hidesName = name.isEmpty() && (c == '_' || c == '.');
    if (hidesName || Character.isISOControl(c) || ESCAPED.indexOf(c) >= 0) {
      for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
        name.append(String.format(Locale.ROOT, "%%%02X", b));
      }
      return;
    }
    name.appendCodePoint(c);
  }
}
