package io.ticklake.archive;

import io.ticklake.config.DataSize;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Java needs of the archive's settings. The other keys stand in archive.camel.yaml; they are
 * declared here, so that a wrong value is found at start.
 *
 * @param bucket of all objects
 * @param barsFormat of the bars zone
 * @param notifyPer whether SNS hears of slices or of objects
 */
public record ArchiveConfig(String bucket, BarsFormat barsFormat, NotifyPer notifyPer) {
  /** Amazon's rules for general purpose buckets, but for the reserved prefixes. */
  public static final Key<String> BUCKET =
      Key.text(
          "ticklake.archive.bucket",
          Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"),
          "a bucket name of 3 to 63 lower-case letters, digits, dots and dashes");

  public static final Key<BarsFormat> BARS_FORMAT =
      Key.choice("ticklake.archive.bars-format", BarsFormat.class);
  public static final Key<NotifyPer> NOTIFY =
      Key.choice("ticklake.archive.notify", NotifyPer.class);
  public static final Key<String> TOPIC_ARN =
      Key.text(
          "ticklake.sns.topic-arn",
          Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]{1,256}"),
          "the ARN of a standard SNS topic");

  // An object is held whole in memory, and Java's arrays end at 2 GB.
  static final Key<DataSize> SLICE_SIZE = Key.size("ticklake.archive.slice-size", "64KB", "1GB");
  static final Key<Integer> SLICE_RECORDS =
      Key.integer("ticklake.archive.slice-records", 1, 100_000_000);
  static final Key<Integer> SLICE_FOLDERS =
      Key.integer("ticklake.archive.slice-folders", 1, 10_000);
  static final Key<Duration> SLICE_AGE =
      Key.duration("ticklake.archive.slice-age", Duration.ofMillis(100), Duration.ofDays(1));
  static final Key<Duration> SLICE_IDLE =
      Key.duration("ticklake.archive.slice-idle", Duration.ofMillis(100), Duration.ofDays(1));
  static final Key<DataSize> BUFFER_SIZE = Key.size("ticklake.archive.buffer-size", "1MB", "64GB");

  public static final Key<String> REPLAY_TOPIC =
      Key.text(
          "ticklake.replay.topic",
          Pattern.compile("[A-Za-z0-9._-]{1,249}"),
          "a Kafka topic name of letters, digits, dots, dashes and underscores");

  public static final List<Key<?>> KEYS =
      List.of(
          BUCKET,
          BARS_FORMAT,
          NOTIFY,
          TOPIC_ARN,
          SLICE_SIZE,
          SLICE_RECORDS,
          SLICE_FOLDERS,
          SLICE_AGE,
          SLICE_IDLE,
          BUFFER_SIZE,
          REPLAY_TOPIC);

  public static ArchiveConfig from(Settings settings) {
    return new ArchiveConfig(settings.get(BUCKET), settings.get(BARS_FORMAT), settings.get(NOTIFY));
  }
}
