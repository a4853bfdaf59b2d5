package io.ticklake.embedded.athena.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DuckDB's native library, which its driver unpacks into the temporary directory: 57 MB for each
 * process, and they stay there when one is killed.
 */
final class EngineLibrary {
  private static final Logger LOG = LoggerFactory.getLogger(EngineLibrary.class);

  /** The kernel's list of what this process has mapped: an address range, and a file's path. */
  private static final Path MAPPED = Path.of("/proc/self/maps");

  private static final Pattern UNPACKED = Pattern.compile("/\\S*/libduckdb_java[^/ ]*\\.so$");

  private static final AtomicBoolean DELETED = new AtomicBoolean();

  private EngineLibrary() {}

  /**
   * Deletes the file, once, when the library is loaded: what is mapped lives on until the process
   * ends, however it ends. Where there is no such list, the driver deletes it at an orderly end.
   */
  static void deleteUnpacked() {
    if (DELETED.getAndSet(true) || !Files.isReadable(MAPPED)) {
      return;
    }
    try {
      for (String file : unpacked()) {
        Files.deleteIfExists(Path.of(file));
      }
    } catch (IOException e) {
      LOG.atWarn().setCause(e).log("DuckDB's unpacked library stays in the temporary directory");
    }
  }

  private static Set<String> unpacked() throws IOException {
    try (Stream<String> lines = Files.lines(MAPPED)) {
      return lines
          .map(UNPACKED::matcher)
          .filter(Matcher::find)
          .map(Matcher::group)
          .collect(Collectors.toSet());
    }
  }
}
