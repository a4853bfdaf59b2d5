package io.ticklake.ingest.feed;

import io.ticklake.model.Bar;

/** A bar to publish: new, or with other values than it was published with. */
record NewBar(Bar bar, Recent.News news) {
  boolean isCorrection() {
    return news == Recent.News.CORRECTION;
  }
}
