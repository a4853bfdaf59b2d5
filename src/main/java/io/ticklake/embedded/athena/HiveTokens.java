package io.ticklake.embedded.athena;

import io.ticklake.embedded.athena.sql.SyntaxError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The words of a Hive statement, read from left to right. */
final class HiveTokens {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s+|--[^\\n]*|/\\*.*?\\*/|(?<quoted>`[^`]*`|\"[^\"]*\")|(?<text>'(?:[^'\\\\]|\\\\.|'')*')|(?<word>[\\w$]+)|(?<sign>.)",
          Pattern.DOTALL);

  private record Token(Kind kind, String text, int start, int end) {}

  private enum Kind {
    WORD,
    NAME,
    TEXT,
    SIGN
  }

  private final String sql;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  HiveTokens(String sql) {
    this.sql = sql;
    var matcher = TOKEN.matcher(sql);
    while (matcher.lookingAt()) {
      add(matcher.group("quoted"), Kind.NAME, matcher.start(), matcher.end());
      add(matcher.group("text"), Kind.TEXT, matcher.start(), matcher.end());
      add(matcher.group("word"), Kind.WORD, matcher.start(), matcher.end());
      add(matcher.group("sign"), Kind.SIGN, matcher.start(), matcher.end());
      matcher.region(matcher.end(), sql.length());
    }
  }

  private void add(@org.jspecify.annotations.Nullable String text, Kind kind, int start, int end) {
    if (text != null) {
      boolean bare = kind == Kind.WORD || kind == Kind.SIGN;
      tokens.add(new Token(kind, bare ? text : text.substring(1, text.length() - 1), start, end));
    }
  }

  /** Passes these words if all of them come next. */
  boolean take(String... words) {
    if (!comes(words)) {
      return false;
    }
    at += words.length;
    return true;
  }

  boolean comes(String... words) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= tokens.size()
          || tokens.get(at + i).kind() == Kind.TEXT
          || tokens.get(at + i).kind() == Kind.NAME
          || !tokens.get(at + i).text().equalsIgnoreCase(words[i])) {
        return false;
      }
    }
    return true;
  }

  void expect(String... words) throws SyntaxError {
    if (!take(words)) {
      throw unexpected();
    }
  }

  /** An identifier, lower case. */
  String name() throws SyntaxError {
    if (at < tokens.size()
        && (tokens.get(at).kind() == Kind.WORD || tokens.get(at).kind() == Kind.NAME)) {
      return tokens.get(at++).text().toLowerCase(Locale.ROOT);
    }
    throw unexpected();
  }

  String text() throws SyntaxError {
    return optionalText().orElseThrow(this::unexpected);
  }

  Optional<String> optionalText() {
    if (at < tokens.size() && tokens.get(at).kind() == Kind.TEXT) {
      return Optional.of(unescaped(tokens.get(at++).text()));
    }
    return Optional.empty();
  }

  /** A constant: a text, a word or a number. */
  String value() throws SyntaxError {
    if (at >= tokens.size() || tokens.get(at).kind() == Kind.SIGN) {
      throw unexpected();
    }
    return tokens.get(at).kind() == Kind.TEXT ? text() : tokens.get(at++).text();
  }

  /** The text of a type, as far as its brackets go. */
  String type() throws SyntaxError {
    if (at >= tokens.size() || tokens.get(at).kind() != Kind.WORD) {
      throw unexpected();
    }
    int start = tokens.get(at++).start();
    int depth = 0;
    while (at < tokens.size()) {
      String text = tokens.get(at).text();
      boolean opens = text.equals("<") || text.equals("(");
      boolean closes = text.equals(">") || text.equals(")");
      if (depth == 0 && !opens) {
        break;
      }
      depth += opens ? 1 : closes ? -1 : 0;
      at++;
    }
    return sql.substring(start, tokens.get(at - 1).end()).replaceAll("\\s+", "");
  }

  void end() throws SyntaxError {
    if (at < tokens.size()) {
      throw unexpected();
    }
  }

  boolean atEnd() {
    return at >= tokens.size();
  }

  SyntaxError unexpected() {
    int offset = at < tokens.size() ? tokens.get(at).start() : sql.length();
    String before = sql.substring(0, offset);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = offset - (before.lastIndexOf('\n') + 1) + 1;
    return new SyntaxError(
        at < tokens.size()
            ? "line %d:%d: mismatched input '%s'".formatted(line, column, tokens.get(at).text())
            : "line %d:%d: no viable alternative at input '%s'"
                .formatted(line, column, sql.substring(0, Math.min(60, sql.length()))));
  }

  private static String unescaped(String text) {
    var result = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\'' && i + 1 < text.length() && text.charAt(i + 1) == '\'') {
        i++;
      } else if (c == '\\' && i + 1 < text.length()) {
        c = text.charAt(++i);
        c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
      }
      result.append(c);
    }
    return result.toString();
  }
}
