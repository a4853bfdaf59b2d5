package io.ticklake.ingest;

import java.time.Instant;
import java.util.List;

/**
 * That a request's bars are on Kafka, all of them acknowledged.
 *
 * @param digests of its pages, in order
 * @param at when the last page was acknowledged
 * @param bars how many
 */
record Mark(List<String> digests, Instant at, long bars) {
  Mark {
    digests = List.copyOf(digests);
  }
}
