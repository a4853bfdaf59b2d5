package io.ticklake.cli;

import io.ticklake.aws.AwsConfig;
import io.ticklake.config.Key;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.kafka.KafkaConfig;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Every key of the program, for validation and for the reference page. */
final class KnownKeys {
  static final List<Key<?>> ALL =
      Stream.of(
              RunConfig.KEYS,
              AwsConfig.KEYS,
              EmbeddedConfig.KEYS,
              KafkaConfig.KEYS,
              IngestConfig.KEYS)
          .<Key<?>>flatMap(Collection::stream)
          .toList();

  private KnownKeys() {}
}
