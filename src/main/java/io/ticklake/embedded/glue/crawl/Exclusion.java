package io.ticklake.embedded.glue.crawl;

import java.util.regex.Pattern;

/**
 * A glob of the crawler: {@code *} within a folder, {@code **} across folders, {@code ?}, {@code
 * [a-c]}, {@code [!a]}, {@code {a,b}}, and a backslash before what is meant as it stands.
 */
final class Exclusion {
  private final Pattern pattern;

  private Exclusion(Pattern pattern) {
    this.pattern = pattern;
  }

  static Exclusion of(String glob) {
    return new Exclusion(Pattern.compile(regex(glob), Pattern.DOTALL));
  }

  /**
   * Whether this object is left out.
   *
   * @param relative its key below the include path
   */
  boolean matches(String relative) {
    return pattern.matcher(relative).matches();
  }

  private static String regex(String glob) {
    var regex = new StringBuilder();
    var inBraces = false;
    for (var i = 0; i < glob.length(); i++) {
      var c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          var twice = i + 1 < glob.length() && glob.charAt(i + 1) == '*';
          regex.append(twice ? ".*" : "[^/]*");
          i += twice ? 1 : 0;
        }
        case '?' -> regex.append("[^/]");
        case '[' -> {
          var end = glob.indexOf(']', i + 1);
          var set = end < 0 ? "\\[" : "[" + glob.substring(i + 1, end).replace('!', '^') + "]";
          regex.append(set);
          i = end < 0 ? i : end;
        }
        case '{' -> {
          inBraces = true;
          regex.append("(?:");
        }
        case '}' -> {
          regex.append(inBraces ? ")" : "\\}");
          inBraces = false;
        }
        case ',' -> regex.append(inBraces ? "|" : ",");
        case '\\' -> {
          i++;
          regex.append(i < glob.length() ? Pattern.quote(glob.substring(i, i + 1)) : "\\\\");
        }
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return (inBraces ? regex.append(')') : regex).toString();
  }
}
