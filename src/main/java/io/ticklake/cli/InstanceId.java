package io.ticklake.cli;

import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of this instance among those that share partitions. The same at each start on one data
 * directory, so that Kafka gives a process that was killed its partitions back at once; the host's
 * name is in it, so that a machine that was copied has another one.
 */
final class InstanceId {
  // Kafka allows 249; poll threads add their number.
  static final Key<Optional<String>> KEY =
      Key.text(
              "ticklake.instance-id",
              Pattern.compile("[A-Za-z0-9._-]{1,200}"),
              "1 to 200 letters, digits, '.', '_' or '-'")
          .optional();

  private static final String FILE = "instance-id";

  private InstanceId() {}

  /** The settings with a name. */
  static Settings given(Settings settings, Path dataDir) throws IOException {
    if (settings.get(KEY).isPresent()) {
      return settings;
    }
    Path file = dataDir.resolve(FILE);
    if (!Files.exists(file)) {
      byte[] number = new byte[4];
      new SecureRandom().nextBytes(number);
      Files.writeString(file, HexFormat.of().formatHex(number));
    }
    String id = host() + "-" + Files.readString(file).strip();
    return settings.with(Map.of(KEY.name(), id), "made up at the first start");
  }

  private static String host() {
    try {
      String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
      return name.substring(0, Math.min(name.length(), 100));
    } catch (UnknownHostException e) {
      // A machine without a name of its own is no reason not to start.
      return "host";
    }
  }
}
