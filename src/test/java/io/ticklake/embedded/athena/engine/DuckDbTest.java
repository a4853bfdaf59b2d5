package io.ticklake.embedded.athena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbTest {
  @TempDir Path dir;

  @Test
  void leavesNoUnpackedLibraryBehind() throws Exception {
    Path mapped = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(mapped), "only Linux tells what is mapped");
    try (var duck = DuckDb.open(new EngineSettings("128MB", 1, dir.resolve("spill")));
        Stream<String> lines = Files.lines(mapped)) {
      assertThat(duck.rows("SELECT 1")).hasSize(1);
      assertThat(lines.filter(line -> line.contains("libduckdb_java")))
          .isNotEmpty()
          .allMatch(line -> line.endsWith("(deleted)"));
    }
  }

  @Test
  void readsNothingButTheFilesItWasLockedTo() throws Exception {
    Path mine = Files.writeString(dir.resolve("mine.csv"), "a\n1\n");
    Path other = Files.writeString(dir.resolve("other.csv"), "a\n2\n");
    try (var duck = DuckDb.open(new EngineSettings("128MB", 1, dir.resolve("spill")))) {
      duck.lock(List.of(mine));
      assertThat(duck.rows("SELECT a FROM read_csv('" + mine + "')")).hasSize(1);
      assertThatThrownBy(() -> duck.rows("SELECT a FROM read_csv('" + other + "')"))
          .hasMessageContaining("Permission");
      assertThatThrownBy(() -> duck.execute("SET enable_external_access=true"))
          .hasMessageContaining("configuration has been locked");
    }
  }
}
