package io.ticklake.embedded.glue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A crawler as it was defined, and how its last run ended.
 *
 * @param schedule an expression such as {@code cron(0 * * * ? *)}; stored and shown, but nothing
 *     here runs it; empty if there is none
 * @param recrawl {@code CRAWL_EVERYTHING} or {@code CRAWL_NEW_FOLDERS_ONLY}
 * @param configurationText JSON as the client wrote it, empty if there is none
 * @param version 1 at creation, one more at each update
 */
record Crawler(
    String name,
    String role,
    String database,
    String description,
    List<S3Target> targets,
    String tablePrefix,
    String schedule,
    SchemaChanges changes,
    String recrawl,
    String configurationText,
    Map<String, String> tags,
    Instant created,
    Instant updated,
    long version,
    Optional<LastCrawl> lastCrawl) {
  static final String EVERYTHING = "CRAWL_EVERYTHING";
  static final String NEW_FOLDERS_ONLY = "CRAWL_NEW_FOLDERS_ONLY";

  Crawler {
    targets = List.copyOf(targets);
    tags = Map.copyOf(tags);
  }

  CrawlerConfiguration configuration() {
    return CrawlerConfiguration.parse(configurationText);
  }

  /** Crawls of new folders only touch nothing that is there, whatever else is configured. */
  SchemaChanges effectiveChanges() {
    return recrawl.equals(NEW_FOLDERS_ONLY)
        ? new SchemaChanges(SchemaChanges.Update.LOG, SchemaChanges.Delete.LOG)
        : changes;
  }

  Crawler stamped(Instant newCreated, Instant newUpdated, long newVersion) {
    return new Crawler(
        name,
        role,
        database,
        description,
        targets,
        tablePrefix,
        schedule,
        changes,
        recrawl,
        configurationText,
        tags,
        newCreated,
        newUpdated,
        newVersion,
        lastCrawl);
  }

  Crawler ended(LastCrawl crawl) {
    return new Crawler(
        name,
        role,
        database,
        description,
        targets,
        tablePrefix,
        schedule,
        changes,
        recrawl,
        configurationText,
        tags,
        created,
        updated,
        version,
        Optional.of(crawl));
  }
}
