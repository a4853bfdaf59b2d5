package io.ticklake.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** The JDK's stream takes no level. Its header carries no time, so equal input stays equal. */
final class LevelledGzip extends GZIPOutputStream {
  LevelledGzip(OutputStream out, int level, int buffer) throws IOException {
    super(out, buffer);
    def.setLevel(level);
  }
}
