package io.ticklake.ops.control;

import io.ticklake.ops.log.Logging;
import java.util.Map;

/** The log for JMX. */
final class LogControl implements LogMXBean {
  @Override
  public Map<String, String> getLevels() {
    return Logging.levels();
  }

  @Override
  public void setLevel(String logger, String level) {
    Logging.level(logger, level);
  }
}
