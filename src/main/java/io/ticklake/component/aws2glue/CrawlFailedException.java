package io.ticklake.component.aws2glue;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;

/** A crawl that was waited for ended FAILED or CANCELLED. */
public final class CrawlFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String crawler;
  private final @Nullable String runId;
  private final @Nullable String status;

  CrawlFailedException(String crawler, LastCrawlInfo crawl) {
    super(
        "Crawler '%s' ended %s (run %s): %s. Its log: group %s, stream %s"
            .formatted(
                crawler,
                crawl.statusAsString(),
                crawl.messagePrefix(),
                crawl.errorMessage() == null ? "Glue gives no reason" : crawl.errorMessage(),
                crawl.logGroup(),
                crawl.logStream()));
    this.crawler = crawler;
    this.runId = crawl.messagePrefix();
    this.status = crawl.statusAsString();
  }

  /** The crawler's name. */
  public String crawler() {
    return crawler;
  }

  /** Glue's id of the run, with which each line of the crawl's log begins; null if it gave none. */
  public @Nullable String runId() {
    return runId;
  }

  /** FAILED or CANCELLED, as Glue wrote it. */
  public @Nullable String status() {
    return status;
  }
}
