package io.ticklake.ingest.faulty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * What the market does with one request.
 *
 * @param status of HTTP; 0 sends nothing at all
 * @param body as it goes over the wire
 * @param announced what Content-Length says of it
 * @param repeated how often the body is sent, to make much of little
 * @param sent bytes of the body that leave at most
 * @param delay before anything leaves
 */
// An array, and so without value semantics: never compared.
@SuppressWarnings("ArrayRecordComponent")
public record Act(
    int status,
    Map<String, String> headers,
    byte[] body,
    long announced,
    int repeated,
    long sent,
    Duration delay,
    End end) {
  /** What becomes of the connection. */
  public enum End {
    NONE,
    CLOSE,
    RESET
  }

  /** This status and body, in JSON's content type. */
  public static Act answer(int status, String body) {
    return bytes(status, body.getBytes(UTF_8));
  }

  /** A success. */
  public static Act ok(String body) {
    return answer(200, body);
  }

  /** As {@link #answer(int, String)}. */
  public static Act bytes(int status, byte[] body) {
    return new Act(
        status,
        Map.of("Content-Type", "application/json"),
        body,
        body.length,
        1,
        Long.MAX_VALUE,
        Duration.ZERO,
        End.NONE);
  }

  /** The connection is reset, without an answer. */
  public static Act reset() {
    return bytes(0, new byte[0]).ending(End.RESET);
  }

  /** The connection is closed, without an answer. */
  public static Act hangUp() {
    return bytes(0, new byte[0]).ending(End.CLOSE);
  }

  /** With a header. */
  public Act with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Act(status, Map.copyOf(more), body, announced, repeated, sent, delay, end);
  }

  /** Compressed. */
  public Act gzipped() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < repeated; i++) {
        gzip.write(body);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] packed = bytes.toByteArray();
    return new Act(status, headers, packed, packed.length, 1, sent, delay, end)
        .with("Content-Encoding", "gzip");
  }

  /** The body so many times in a row. */
  public Act times(int count) {
    return new Act(status, headers, body, (long) count * body.length, count, sent, delay, end);
  }

  /** Content-Length says this. */
  public Act announcing(long length) {
    return new Act(status, headers, body, length, repeated, sent, delay, end);
  }

  /** Only the first bytes of the body leave; then the connection ends like this. */
  public Act cutAfter(long length, End how) {
    return new Act(status, headers, body, announced, repeated, length, delay, how);
  }

  /** One byte of the body is another one. */
  public Act damagedAt(int index) {
    byte[] damaged = Arrays.copyOf(body, body.length);
    damaged[index] ^= 0x55;
    return new Act(status, headers, damaged, announced, repeated, sent, delay, end);
  }

  /** After a while. */
  public Act late(Duration wait) {
    return new Act(status, headers, body, announced, repeated, sent, wait, end);
  }

  private Act ending(End how) {
    return new Act(status, headers, body, announced, repeated, sent, delay, how);
  }

  void writeTo(OutputStream out) throws IOException {
    if (status == 0) {
      return;
    }
    StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" Answer\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(announced).append("\r\n\r\n");
    out.write(FaultyMarket.latin(head.toString()));
    long left = sent;
    for (int i = 0; i < repeated && left > 0; i++) {
      int length = (int) Math.min(left, body.length);
      out.write(body, 0, length);
      left -= length;
    }
  }
}
