package io.ticklake.embedded.glue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of a partition expression, read from left to right. */
final class ExpressionTokens {
  private static final Token END = new Token("the end", Kind.WORD);

  /** Text in quotes, number, name (quoted or not), operator or bracket; or what is none of them. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:'((?:[^']|'')*)'|([+-]?\\d+(?:\\.\\d+)?(?![\\w]))|[\"`]([^\"`]*)[\"`]"
              + "|([A-Za-z_]\\w*)|(<>|!=|>=|<=|[=<>(),])|(\\S))");

  enum Kind {
    LITERAL,
    WORD
  }

  record Token(String text, Kind kind) {
    boolean isLiteral() {
      return kind == Kind.LITERAL;
    }
  }

  private final List<Token> tokens;
  private int next;

  private ExpressionTokens(List<Token> tokens) {
    this.tokens = tokens;
  }

  static ExpressionTokens of(String text) {
    var tokens = new ArrayList<Token>();
    var matcher = TOKEN.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null) {
        tokens.add(new Token(matcher.group(1).replace("''", "'"), Kind.LITERAL));
      } else if (matcher.group(2) != null) {
        tokens.add(new Token(matcher.group(2), Kind.LITERAL));
      } else if (matcher.group(3) != null) {
        tokens.add(new Token(matcher.group(3), Kind.WORD));
      } else {
        tokens.add(new Token(matcher.group().strip(), Kind.WORD));
      }
    }
    return new ExpressionTokens(tokens);
  }

  boolean atEnd() {
    return next >= tokens.size();
  }

  boolean isNext(String word) {
    return !atEnd()
        && !tokens.get(next).isLiteral()
        && tokens.get(next).text().equalsIgnoreCase(word);
  }

  /** Goes past this word, if it is the next one. */
  boolean skip(String word) {
    var found = isNext(word);
    next += found ? 1 : 0;
    return found;
  }

  Token next() {
    return atEnd() ? END : tokens.get(next++);
  }
}
