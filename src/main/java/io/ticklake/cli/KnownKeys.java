package io.ticklake.cli;

import io.ticklake.archive.ArchiveConfig;
import io.ticklake.aws.AwsConfig;
import io.ticklake.catalog.CatalogConfig;
import io.ticklake.config.Key;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ingest.feed.FeedConfig;
import io.ticklake.kafka.KafkaAccess;
import io.ticklake.kafka.KafkaConfig;
import io.ticklake.ops.console.ConsoleConfig;
import io.ticklake.ops.log.LogConfig;
import io.ticklake.query.QueryConfig;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Every key of the program, for validation and for the reference page. */
final class KnownKeys {
  static final List<Key<?>> ALL =
      Stream.of(
              RunConfig.KEYS,
              ConsoleConfig.KEYS,
              LogConfig.KEYS,
              AwsConfig.KEYS,
              KafkaConfig.KEYS,
              KafkaAccess.KEYS,
              IngestConfig.KEYS,
              FeedConfig.KEYS,
              ArchiveConfig.KEYS,
              CatalogConfig.KEYS,
              QueryConfig.KEYS,
              EmbeddedConfig.KEYS)
          .<Key<?>>flatMap(Collection::stream)
          .distinct()
          .toList();

  private KnownKeys() {}
}
