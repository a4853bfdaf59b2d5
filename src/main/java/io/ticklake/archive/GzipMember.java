package io.ticklake.archive;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The plain bytes of an object that is one gzip member as {@link LevelledGzip} writes it. The JDK's
 * stream takes whatever follows the first member for padding.
 */
final class GzipMember extends InflaterInputStream {
  // RFC 1952: magic, deflate, no flags, no time
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0};
  // and two bytes, for the compressor and the system, that differ between Java's versions
  private static final int HEADER_LENGTH = HEADER.length + 2;
  private static final int TRAILER_LENGTH = 8;
  private static final int BUFFER = 64 << 10;

  private final byte[] object;
  private final CRC32 crc = new CRC32();
  private boolean checked;

  GzipMember(byte[] object) throws IOException {
    super(new ByteArrayInputStream(object), new Inflater(true), BUFFER);
    this.object = object;
    for (int i = 0; i < HEADER.length; i++) {
      if (i >= object.length || object[i] != HEADER[i]) {
        close();
        throw new IOException("it does not begin as gzip does");
      }
    }
    in.skipNBytes(Math.min(HEADER_LENGTH, object.length));
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = plain(target, offset, length);
    if (read > 0) {
      crc.update(target, offset, read);
    }
    if (read < 0 && !checked) {
      checked = true;
      checkTrailer();
    }
    return read;
  }

  private int plain(byte[] target, int offset, int length) throws IOException {
    try {
      return super.read(target, offset, length);
    } catch (EOFException e) {
      throw new IOException("the gzip stream is cut off", e);
    }
  }

  private void checkTrailer() throws IOException {
    int left = inf.getRemaining() + in.available();
    if (left != TRAILER_LENGTH) {
      throw new IOException(
          "%d bytes follow the gzip stream, expected %d".formatted(left, TRAILER_LENGTH));
    }
    ByteBuffer trailer =
        ByteBuffer.wrap(object, object.length - left, left).order(ByteOrder.LITTLE_ENDIAN);
    if (trailer.getInt() != (int) crc.getValue()) {
      throw new IOException("the gzip checksum differs");
    }
    if (trailer.getInt() != (int) inf.getBytesWritten()) {
      throw new IOException("the gzip length differs");
    }
  }

  @Override
  public void close() throws IOException {
    inf.end();
    super.close();
  }
}
