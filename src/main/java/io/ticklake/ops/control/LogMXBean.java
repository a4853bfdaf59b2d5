package io.ticklake.ops.control;

import java.util.Map;

/** The log of this process. */
public interface LogMXBean {
  /** Levels that are set, by logger; others have that of the nearest name above. */
  Map<String, String> getLevels();

  /** Sets a level until the next start; an empty one takes it back. */
  void setLevel(String logger, String level);
}
