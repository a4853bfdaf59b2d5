package io.ticklake.component.aws2glue;

import org.jspecify.annotations.Nullable;

/** Waiting ended before the crawl did. The crawl goes on in Glue; how it ends is not known. */
public final class CrawlUnfinishedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why waiting ended. */
  public enum Reason {
    /** {@code waitTimeout} ran out. */
    TIMEOUT,
    /** The route or the program stops. */
    STOPPING
  }

  private final String crawler;
  private final Reason reason;

  CrawlUnfinishedException(
      String crawler, Reason reason, String detail, @Nullable Throwable cause) {
    super("Stopped waiting for crawler '%s': %s".formatted(crawler, detail), cause);
    this.crawler = crawler;
    this.reason = reason;
  }

  /** The crawler's name. */
  public String crawler() {
    return crawler;
  }

  /** Why waiting ended. */
  public Reason reason() {
    return reason;
  }
}
