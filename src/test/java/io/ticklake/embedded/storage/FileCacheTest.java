package io.ticklake.embedded.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCacheTest {
  @TempDir Path dir;
  private final Hands clock = new Hands();

  @Test
  void deletesTheLeastRecentlyUsedAboveItsLimit() throws IOException {
    var cache = FileCache.open(dir, 25, clock);
    var a = add(cache, "a");
    var b = add(cache, "b");
    clock.pass(Duration.ofMinutes(20));
    assertThat(cache.use(a)).isTrue();
    clock.pass(Duration.ofMinutes(1));

    var c = add(cache, "c");

    assertThat(b).doesNotExist();
    assertThat(a).exists();
    assertThat(c).exists();
    assertThat(cache.use(b)).isFalse();
  }

  @Test
  void keepsWhatWasHandedOutAMomentAgo() throws IOException {
    var cache = FileCache.open(dir, 25, clock);
    var a = add(cache, "a");
    add(cache, "b");

    add(cache, "c");

    assertThat(a).exists();
  }

  @Test
  void remembersCopiesAndTheirOrderAfterARestart() throws IOException {
    var before = FileCache.open(dir, 100, clock);
    var b = add(before, "b");
    clock.pass(Duration.ofMinutes(1));
    var a = add(before, "a");
    Files.createFile(dir.resolve("left-over.tmp"));
    clock.pass(Duration.ofMinutes(30));

    var after = FileCache.open(dir, 15, clock);

    assertThat(after.use(a)).isTrue();
    assertThat(b).doesNotExist();
    assertThat(dir.resolve("left-over.tmp")).doesNotExist();
  }

  @Test
  void namesCopiesByEtagAndKeepsTheExtension() throws IOException {
    var cache = FileCache.open(dir, 100, clock);
    var one = cache.path(new StoredObject("b", "k/x y.jsonl.gz", 1, "\"1\""));
    var two = cache.path(new StoredObject("b", "k/x y.jsonl.gz", 1, "\"2\""));

    assertThat(one).isNotEqualTo(two);
    assertThat(one.getFileName().toString()).endsWith("x_y.jsonl.gz");
  }

  private static Path add(FileCache cache, String key) throws IOException {
    var file = cache.path(new StoredObject("bucket", key, 10, "\"e\""));
    Files.write(file, new byte[10]);
    cache.add(file);
    return file;
  }

  private static final class Hands extends Clock {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
