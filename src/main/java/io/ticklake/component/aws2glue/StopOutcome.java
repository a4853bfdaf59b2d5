package io.ticklake.component.aws2glue;

/** What stopCrawler answers: whoever asks wants the crawler not to run, so each is a success. */
public enum StopOutcome {
  /** Glue took the request; the crawl ends as CANCELLED, in a while. */
  STOPPING,
  /** The crawl was being stopped, or was ending, already. */
  STOPPING_ALREADY,
  /** There was no crawl. */
  NOT_RUNNING
}
