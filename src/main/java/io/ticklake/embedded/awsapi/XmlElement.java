package io.ticklake.embedded.awsapi;

import java.util.List;

/** An element of an XML answer: text or children. Characters that XML 1.0 cannot hold become ?. */
public record XmlElement(String name, String text, List<XmlElement> children) {
  public static XmlElement text(String name, String text) {
    return new XmlElement(name, text, List.of());
  }

  public static XmlElement of(String name, List<XmlElement> children) {
    return new XmlElement(name, "", List.copyOf(children));
  }

  public static XmlElement of(String name, XmlElement... children) {
    return of(name, List.of(children));
  }

  /** The element with a default namespace, as the root of an answer. */
  String render(String namespace) {
    StringBuilder out = new StringBuilder();
    render(out, name + " xmlns=\"" + namespace + "\"");
    return out.toString();
  }

  private void render(StringBuilder out, String opening) {
    out.append('<').append(opening).append('>');
    escape(out);
    children.forEach(child -> child.render(out, child.name));
    out.append("</").append(name).append('>');
  }

  private void escape(StringBuilder out) {
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                // A parser would turn a bare one into a line feed.
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isAllowed(c) ? c : '?');
              }
            });
  }

  private static boolean isAllowed(int c) {
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c >= ' ' ? !surrogate && c != 0xFFFE && c != 0xFFFF : c == '\t' || c == '\n';
  }
}
