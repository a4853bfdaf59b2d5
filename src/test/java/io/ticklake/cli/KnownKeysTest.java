package io.ticklake.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownKeysTest {
  @TempDir Path empty;

  @Test
  void applicationPropertiesAndTheCodeKnowTheSameKeys() {
    Set<String> documented =
        defaults().entries().keySet().stream()
            .filter(name -> name.startsWith("ticklake."))
            .collect(Collectors.toSet());
    Set<String> read = KnownKeys.ALL.stream().map(Key::name).collect(Collectors.toSet());

    assertThat(read).isEqualTo(documented);
  }

  @Test
  void theDefaultsAreValid() {
    List<String> problems = defaults().problems(KnownKeys.ALL);

    assertThat(problems).isEmpty();
  }

  private Settings defaults() {
    return new SettingsLoader(empty, Map.of(), new Properties()).load();
  }
}
