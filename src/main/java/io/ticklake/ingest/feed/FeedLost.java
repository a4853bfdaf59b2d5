package io.ticklake.ingest.feed;

import java.io.IOException;

/** The connection is of no more use; another one may be. */
class FeedLost extends IOException {
  private static final long serialVersionUID = 1L;

  FeedLost(String why) {
    super(why);
  }

  FeedLost(String why, Throwable cause) {
    super(why, cause);
  }
}
