/**
 * The benchmark of the ingest stage: prepared pages from a local HTTP server to acknowledged
 * records on Kafka, by ticklake and by a loop that is written by hand, each in a process of its
 * own. {@code IngestBench} is the entry; docs/PERFORMANCE.md says how to run it and what it found.
 */
@org.jspecify.annotations.NullMarked
package io.ticklake.bench.ingest;
