package io.ticklake.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the bytes of a text object are compressed. */
public sealed interface Codec {
  /** What it adds to a file name: {@code .gz}, {@code .zst} or nothing. */
  String suffix();

  /** The MIME type of the compressed bytes, given that of the plain ones. */
  String contentType(String plain);

  /** Memory that one open stream holds outside its output, in bytes. */
  long memory();

  /** A stream that compresses into {@code out}. The same input always gives the same bytes. */
  OutputStream open(OutputStream out) throws IOException;

  /**
   * The plain bytes of a whole object. Reading throws an IOException where it is damaged, cut off
   * or followed by more.
   */
  InputStream read(byte[] object) throws IOException;

  /** Its name and level as {@link #of} reads them: {@code none}, {@code gzip:1}, {@code zstd:3}. */
  String text();

  /**
   * The codec of that text.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Codec of(String text) {
    Matcher levelled = Pattern.compile("(gzip|zstd):(\\d{1,2})").matcher(text);
    if (levelled.matches()) {
      int level = Integer.parseInt(levelled.group(2));
      return levelled.group(1).equals("gzip") ? new Gzip(level) : new Zstd(level);
    }
    if (text.equals("none")) {
      return new None();
    }
    throw new IllegalArgumentException(
        "Codec '" + text + "' is none of none, gzip:1 to gzip:9, zstd:1 to zstd:19.");
  }

  /** As it is. */
  record None() implements Codec {
    @Override
    public String suffix() {
      return "";
    }

    @Override
    public String contentType(String plain) {
      return plain;
    }

    @Override
    public long memory() {
      return 0;
    }

    @Override
    public OutputStream open(OutputStream out) {
      return out;
    }

    @Override
    public InputStream read(byte[] object) {
      return new ByteArrayInputStream(object);
    }

    @Override
    public String text() {
      return "none";
    }
  }

  /**
   * RFC 1952, which every reader of text in S3 knows.
   *
   * @param level 1 (fast) to 9 (small); 1 costs a third of 6's time for a quarter more bytes
   */
  record Gzip(int level) implements Codec {
    // zlib's manual: (1 << (windowBits + 2)) + (1 << (memLevel + 9)) with 15 and 8
    private static final long DEFLATER = 256 << 10;
    private static final int OUTPUT_BUFFER = 8 << 10;

    public Gzip {
      within(level, 1, 9);
    }

    @Override
    public String suffix() {
      return ".gz";
    }

    @Override
    public String contentType(String plain) {
      return "application/gzip";
    }

    @Override
    public long memory() {
      return DEFLATER + OUTPUT_BUFFER;
    }

    @Override
    public OutputStream open(OutputStream out) throws IOException {
      return new LevelledGzip(out, level, OUTPUT_BUFFER);
    }

    @Override
    public InputStream read(byte[] object) throws IOException {
      return new GzipMember(object);
    }

    @Override
    public String text() {
      return "gzip:" + level;
    }
  }

  /**
   * RFC 8878: smaller and faster than gzip. Glue's crawler does not know it around text.
   *
   * @param level 1 (fast) to 19 (small)
   */
  record Zstd(int level) implements Codec {
    // Bars repeat themselves within 256 KB: from level 3 on larger windows save at most 2 % and
    // cost
    // megabytes for each open object.
    private static final int WINDOW_BITS = 18;

    // Kilobytes outside the heap that a stream of level 1, 2, ... takes with this window (measured,
    // zstd 1.5.7).
    private static final int[] CONTEXT_KB = {
      700, 900, 1_400, 2_700, 3_200, 3_200, 5_800, 6_100, 10_900, 21_200, 21_200, 41_600, 41_600,
      50_000, 83_000, 83_000, 83_000, 83_000, 83_000
    };

    public Zstd {
      within(level, 1, 19);
    }

    @Override
    public String suffix() {
      return ".zst";
    }

    @Override
    public String contentType(String plain) {
      return "application/zstd";
    }

    @Override
    public long memory() {
      return CONTEXT_KB[level - 1] * 1000L;
    }

    @Override
    public OutputStream open(OutputStream out) throws IOException {
      // Its own checksum costs nothing that can be measured, and without it a changed bit goes
      // unnoticed.
      return new ZstdOutputStreamNoFinalizer(out, level)
          .setWindowLog(WINDOW_BITS)
          .setChecksum(true);
    }

    @Override
    public InputStream read(byte[] object) throws IOException {
      if (object.length == 0) {
        throw new IOException("the object is empty");
      }
      return new ZstdInputStreamNoFinalizer(new ByteArrayInputStream(object));
    }

    @Override
    public String text() {
      return "zstd:" + level;
    }
  }

  private static void within(int level, int least, int most) {
    if (level < least || level > most) {
      throw new IllegalArgumentException(
          "Compression level " + level + " is out of range: " + least + " to " + most);
    }
  }
}
