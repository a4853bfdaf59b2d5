package io.ticklake.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * One request or answer of HTTP/1.1, byte for byte as it came.
 *
 * @param head first line and headers, with the empty line that ends them
 * @param body as it came, with its framing when chunked
 */
public record HttpMessage(String head, byte[] body) {
  private static final int LARGEST_HEAD = 65_536;

  /** The head of the next message; empty at the end of the stream. */
  public static Optional<String> readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (next == '\n' && head.length() >= 4 && head.lastIndexOf("\r\n\r\n") == head.length() - 4) {
        return Optional.of(head.toString());
      }
      if (head.length() > LARGEST_HEAD) {
        throw new IOException("A head of more than " + LARGEST_HEAD + " bytes");
      }
    }
    return Optional.empty();
  }

  /** The message of this head, whose body comes next. */
  public static HttpMessage readBody(String head, InputStream in) throws IOException {
    if (header(head, "Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
      return new HttpMessage(head, readChunks(in));
    }
    int length = header(head, "Content-Length").map(Integer::parseInt).orElse(0);
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("Body ends after " + body.length + " of " + length + " bytes");
    }
    return new HttpMessage(head, body);
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = readLine(in, body);
      int length = Integer.parseInt(size.split(";")[0].trim(), 16);
      if (length == 0) {
        // Trailers, then the empty line.
        while (!readLine(in, body).isEmpty()) {}
        return body.toByteArray();
      }
      body.write(in.readNBytes(length));
      readLine(in, body);
    }
  }

  private static String readLine(InputStream in, ByteArrayOutputStream copy) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("Chunked body ends early");
      }
      copy.write(next);
      line.append((char) next);
    }
    copy.write('\n');
    return line.toString().trim();
  }

  /** The first value of a header, by its name in any case. */
  public static Optional<String> header(String head, String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).trim())
        .findFirst();
  }

  /** Of an answer. */
  public static int status(String head) {
    return Integer.parseInt(head.split(" ", 3)[1]);
  }

  /** The first value of a header, by its name in any case. */
  public Optional<String> header(String name) {
    return header(head, name);
  }

  /** Of a request. */
  public String method() {
    return head.substring(0, head.indexOf(' '));
  }

  /** Of a request: path and query. */
  public String target() {
    return head.split(" ", 3)[1];
  }

  /** Sends it on, unchanged. */
  public void writeTo(OutputStream out) throws IOException {
    byte[] start = head.getBytes(ISO_8859_1);
    byte[] whole = new byte[start.length + body.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(body, 0, whole, start.length, body.length);
    out.write(whole);
    out.flush();
  }
}
