package io.ticklake.ingest.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** A stream of text in another encoding, as UTF-8. What is no text becomes U+FFFD. */
final class Utf8Stream extends InputStream {
  private static final int CHUNK_CHARS = 8192;

  private final Reader text;
  private final char[] chars = new char[CHUNK_CHARS + 1];
  private byte[] bytes = {};
  private int at;

  Utf8Stream(InputStream in, Charset encoding) {
    this.text = new InputStreamReader(in, encoding);
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[at++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - at);
    System.arraycopy(bytes, at, to, offset, count);
    at += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (at == bytes.length) {
      int count = text.read(chars, 0, CHUNK_CHARS);
      if (count < 0) {
        return false;
      }
      // Both halves of a character that takes two must be encoded together.
      if (count > 0 && Character.isHighSurrogate(chars[count - 1])) {
        int half = text.read();
        if (half >= 0) {
          chars[count++] = (char) half;
        }
      }
      bytes = new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
      at = 0;
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
