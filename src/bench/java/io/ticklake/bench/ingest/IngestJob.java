package io.ticklake.bench.ingest;

import java.nio.file.Path;

/**
 * What a contender is to do in one run.
 *
 * @param market address of the server
 * @param paths a file, a path and query to ask for on each line
 * @param kind whether a row names its ticker, and what a bar's timespan is
 * @param days to look back for a program that finds the days itself
 */
public record IngestJob(
    String brokers,
    String market,
    String rawTopic,
    String barsTopic,
    Path paths,
    PageKind kind,
    long days) {}
