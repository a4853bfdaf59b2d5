package io.ticklake.archive;

import io.ticklake.component.kafkaslice.ObjectBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;

/**
 * An object as the body of a put. It is a stream cache already, so that Camel does not make another
 * copy, and goes back to its begin as often as the SDK tries. Used by one thread.
 */
final class ObjectStream extends InputStream implements StreamCache {
  private final ObjectBytes bytes;
  private InputStream in;
  private long position;

  ObjectStream(ObjectBytes bytes) {
    this.bytes = bytes;
    this.in = bytes.open();
  }

  @Override
  public int read() throws IOException {
    int next = in.read();
    position += next < 0 ? 0 : 1;
    return next;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    position += Math.max(0, read);
    return read;
  }

  /** Its one mark is the begin. */
  @Override
  public boolean markSupported() {
    return true;
  }

  @Override
  public synchronized void mark(int limit) {
    if (position > 0) {
      throw new IllegalStateException("An object is read from its begin, not from " + position);
    }
  }

  @Override
  public synchronized void reset() {
    in = bytes.open();
    position = 0;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    bytes.open().transferTo(out);
  }

  @Override
  public StreamCache copy(Exchange exchange) {
    return new ObjectStream(bytes);
  }

  @Override
  public boolean inMemory() {
    return true;
  }

  @Override
  public long length() {
    return bytes.size();
  }

  @Override
  public long position() {
    return position;
  }
}
