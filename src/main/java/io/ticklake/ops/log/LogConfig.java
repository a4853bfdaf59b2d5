package io.ticklake.ops.log;

import ch.qos.logback.classic.Level;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How the log is written.
 *
 * @param levels by logger, over those of logback.xml
 */
public record LogConfig(LogFormat format, Map<String, Level> levels) {
  private static final Key<LogFormat> FORMAT = Key.choice("ticklake.log.format", LogFormat.class);

  private static final String ONE = "[A-Za-z0-9_.$]+=(?i:OFF|ERROR|WARN|INFO|DEBUG|TRACE)";
  private static final Key<Optional<String>> LEVELS =
      Key.text(
              "ticklake.log.levels",
              Pattern.compile(ONE + "(\\s*,\\s*" + ONE + ")*"),
              "a list such as io.ticklake.ingest=DEBUG,org.apache.kafka=INFO")
          .optional();

  public static final List<Key<?>> KEYS = List.of(FORMAT, LEVELS);

  public LogConfig {
    levels = Map.copyOf(levels);
  }

  public static LogConfig from(Settings settings) {
    Map<String, Level> levels = new TreeMap<>();
    settings
        .get(LEVELS)
        .ifPresent(
            text -> {
              for (String one : text.split(",", -1)) {
                String[] pair = one.trim().split("=", 2);
                levels.put(pair[0], Level.toLevel(pair[1]));
              }
            });
    return new LogConfig(settings.get(FORMAT), levels);
  }
}
