package io.ticklake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.config.Settings;
import io.ticklake.config.SettingsLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the market's key comes from, and what is said when it does not. */
class MarketKeyTest {
  @TempDir Path folder;

  @Test
  void itIsReadFromAFileAndNotShown() throws Exception {
    Path file = Files.writeString(folder.resolve("key"), "the-market-key\n");

    IngestConfig config = IngestConfig.from(settings(Map.of("api-key-file", file.toString())));

    assertThat(config.apiKey().reveal()).isEqualTo("the-market-key");
    assertThat(config.toString()).doesNotContain("the-market-key");
  }

  @Test
  void aFileWithoutAKeyIsNamed() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty"), " \n");

    for (Path unusable : new Path[] {empty, folder, folder.resolve("absent")}) {
      assertThat(IngestConfig.problems(settings(Map.of("api-key-file", unusable.toString()))))
          .singleElement()
          .asString()
          .contains("ticklake.market.api-key-file", "'" + unusable + "'", "holds no key");
    }
  }

  @Test
  void anAddressWithoutAKeySaysHowToGiveOne() {
    assertThat(IngestConfig.problems(settings(Map.of())))
        .singleElement()
        .asString()
        .contains("ticklake.market.api-key", "https://market.example", "api-key-file");
  }

  private Settings settings(Map<String, String> market) {
    Properties given = new Properties();
    Map<String, String> all = new HashMap<>(market);
    all.put("base-url", "https://market.example");
    all.forEach((name, value) -> given.setProperty("ticklake.market." + name, value));
    return new SettingsLoader(folder, Map.of(), given).load();
  }
}
