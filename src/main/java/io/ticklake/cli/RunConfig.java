package io.ticklake.cli;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.ops.console.ConsoleConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * What the program itself reads.
 *
 * @param dataDir where embedded services and endpoints.env lie
 * @param routesDir route files that win over the packaged ones
 * @param managementPort of health, metrics and Hawtio; 0 is a free one
 */
record RunConfig(Path dataDir, Path routesDir, String managementHost, int managementPort) {
  static final Key<Path> DATA_DIR = Key.path("ticklake.data-dir");
  private static final Key<Path> ROUTES_DIR = Key.path("ticklake.routes-dir");
  private static final Key<String> MANAGEMENT_HOST = Key.text("ticklake.management.host");
  static final Key<Integer> MANAGEMENT_PORT = Key.integer("ticklake.management.port", 0, 65535);

  static final List<Key<?>> KEYS =
      List.of(DATA_DIR, InstanceId.KEY, ROUTES_DIR, MANAGEMENT_HOST, MANAGEMENT_PORT);

  /** Where the management port is, for a browser on this machine. */
  String managementUrl(ConsoleConfig console) {
    String scheme = console.tls().isPresent() ? "https" : "http";
    return scheme + "://" + managementHost + ":" + managementPort;
  }

  static RunConfig from(Settings settings) {
    return new RunConfig(
        settings.get(DATA_DIR),
        settings.get(ROUTES_DIR),
        settings.get(MANAGEMENT_HOST),
        settings.get(MANAGEMENT_PORT));
  }
}
