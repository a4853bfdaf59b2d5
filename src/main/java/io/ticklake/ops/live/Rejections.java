package io.ticklake.ops.live;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Route files that are not in force as they stand, with the reason. Read by any thread. */
public final class Rejections {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  private final Map<String, Rejection> byFile = new ConcurrentSkipListMap<>();

  /**
   * One rejected file.
   *
   * @param place file, and line when known
   * @param reason the cause in one sentence
   */
  public record Rejection(String place, String reason, Instant since) {
    private boolean isSameAs(Rejection other) {
      return place.equals(other.place) && reason.equals(other.reason);
    }
  }

  /** The rejected files by name. */
  public Map<String, Rejection> current() {
    return new TreeMap<>(byFile);
  }

  void add(String file, RouteFileException failure) {
    Rejection fresh = new Rejection(failure.place(), failure.reason(), Instant.now());
    Rejection old = byFile.get(file);
    if (old == null || !old.isSameAs(fresh)) {
      byFile.put(file, fresh);
      LOG.atError()
          .addKeyValue("at", fresh.place())
          .addKeyValue("cause", fresh.reason())
          .addKeyValue("code", "ROUTE_FILE_REJECTED")
          .log("route file rejected; what ran before goes on");
    }
  }

  void remove(String file) {
    if (byFile.remove(file) != null) {
      LOG.atInfo().addKeyValue("file", file).log("route file is good again");
    }
  }

  /** Forgets files that are neither waiting nor unreadable any more. */
  void retain(Collection<String> files) {
    byFile.keySet().retainAll(files);
  }
}
