package io.ticklake.embedded.glue.crawl;

import io.ticklake.embedded.storage.ObjectStore.StoredObject;

/** An object of the lake with what was learned from it. */
record Crawlable(StoredObject object, Sample sample) {
  /** The folders above it, ending in a slash; empty at the bucket's root. */
  String folder() {
    return object.key().substring(0, object.key().lastIndexOf('/') + 1);
  }
}
