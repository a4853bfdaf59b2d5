package io.ticklake.query;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement's text, as far as it must be understood: what is comment, text or quoted name, and
 * what is not.
 */
record SqlText(String sql) {
  // In the order of the groups: comments and texts, which hide everything; names; placeholders.
  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|\"((?:[^\"]|\"\")*)\"|(\\?)", Pattern.DOTALL);

  /** How many {@code ?} wait for a value. */
  int placeholders() {
    Matcher tokens = TOKEN.matcher(sql);
    int count = 0;
    while (tokens.find()) {
      count += tokens.group(2) == null ? 0 : 1;
    }
    return count;
  }

  /** Whether a name stands in it in double quotes. */
  boolean names(String table) {
    return TOKEN.matcher(sql).results().anyMatch(token -> table.equals(token.group(1)));
  }

  /** The text with other names in place of some that stand in double quotes; lines stay. */
  String withTables(Map<String, String> tables) {
    return TOKEN
        .matcher(sql)
        .replaceAll(
            token -> {
              String name = token.group(1) == null ? null : tables.get(token.group(1));
              return Matcher.quoteReplacement(name == null ? token.group() : '"' + name + '"');
            });
  }
}
