package io.ticklake.component.kafkaslice;

import java.time.Duration;
import java.util.Optional;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.jspecify.annotations.Nullable;

/** The options that {@code kafka-slice} adds to camel-kafka's. */
@UriParams
public class KafkaSliceConfiguration {
  @UriParam(
      label = "consumer",
      description = "How records become the bytes of an object: a bean that implements Format.")
  @Metadata(required = true)
  private @Nullable Format format;

  @UriParam(
      label = "consumer",
      description =
          "The folder of a record's object: a path with {field:NAME} (a top-level field of the JSON value),"
              + " {day:NAME} (the yyyy-MM-dd that such a field begins with), {header:NAME} and"
              + " {date:PATTERN} (the record's timestamp in UTC). Values are escaped as Hive does; a record"
              + " that lacks one goes to the dead-letter topic.")
  @Metadata(required = true)
  private @Nullable String layout;

  @UriParam(
      label = "consumer",
      description =
          "The archive's name in the ledger. Never change it: under another name everything is archived again.")
  @Metadata(required = true)
  private @Nullable String archive;

  @UriParam(
      label = "consumer",
      description =
          "The store that holds the ledger and the objects: a bean that implements LedgerStore.")
  @Metadata(required = true)
  private @Nullable LedgerStore ledger;

  @UriParam(
      label = "consumer",
      description =
          "Makes formats out of their descriptions in the ledger, to complete slices that were begun with"
              + " other settings: a bean that implements FormatResolver.")
  @Metadata(required = true)
  private @Nullable FormatResolver formats;

  @UriParam(
      label = "consumer",
      defaultValue = "64MB",
      description =
          "Seal a slice at this size of keys and values as Kafka delivers them, before encoding.")
  private String sliceBytes = "64MB";

  @UriParam(
      label = "consumer",
      defaultValue = "1000000",
      description = "Seal a slice at this many records.")
  private long sliceRecords = 1_000_000;

  @UriParam(
      label = "consumer",
      defaultValue = "300000",
      javaType = "java.time.Duration",
      description = "Seal a slice when this time has passed since its first record was read.")
  private long sliceAge = 300_000;

  @UriParam(
      label = "consumer",
      defaultValue = "0",
      javaType = "java.time.Duration",
      description = "Seal a slice when no record has come for this long; 0 turns the rule off.")
  private long sliceIdle;

  @UriParam(
      label = "consumer",
      defaultValue = "100",
      description =
          "Seal a slice before the record that would give it one folder more than this: a slice has one"
              + " object per folder.")
  private int sliceFolders = 100;

  @UriParam(
      label = "consumer",
      defaultValue = "128MB",
      description =
          "Heap for all open slices and those under way of this consumer. When it is used up, fetching"
              + " pauses and the largest slice is sealed early.")
  private String bufferBytes = "128MB";

  @UriParam(
      label = "consumer",
      description =
          "Where records go that cannot be archived, unchanged, with headers that say why. Without it"
              + " such a record stops its partition.")
  private @Nullable String deadLetterTopic;

  @UriParam(
      label = "consumer",
      defaultValue = "EARLIEST",
      description =
          "Where an archive without a ledger and without a committed offset begins: at the oldest record, or at the next one.")
  private StartFrom startFrom = StartFrom.EARLIEST;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "0",
      description =
          "Threads that poll and encode, each a member of the group; 0 is one per core, at most one per partition.")
  private int pollThreads;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "8",
      description = "Slices of different partitions that are put at the same time.")
  private int uploadThreads = 8;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "1000",
      javaType = "java.time.Duration",
      description =
          "How long a partition waits after the first failure; doubled after each further one.")
  private long retryDelay = 1_000;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "60000",
      javaType = "java.time.Duration",
      description = "The longest wait between two attempts.")
  private long retryMaxDelay = 60_000;

  @UriParam(
      label = "consumer,advanced",
      defaultValue = "10000",
      javaType = "java.time.Duration",
      description =
          "How long a stop or the loss of a partition waits for slices under way. What is not done then"
              + " is archived again by the next owner.")
  private long handoverTimeout = 10_000;

  SliceSettings settings(
      String topic, String groupId, String stage, String isolation, SliceListener listener) {
    return new SliceSettings(
        topic,
        groupId,
        stage,
        LedgerKeys.checkName(required("archive", archive)),
        required("ledger", ledger),
        required("formats", formats),
        required("format", format),
        PathPattern.parse(required("layout", layout)),
        required("layout", layout),
        isolation,
        rotation(),
        ByteSize.parse("bufferBytes", bufferBytes),
        Optional.ofNullable(deadLetterTopic),
        pollThreads > 0 ? pollThreads : Runtime.getRuntime().availableProcessors(),
        Math.max(1, uploadThreads),
        new RetryDelays(Duration.ofMillis(retryDelay), Duration.ofMillis(retryMaxDelay)),
        Duration.ofMillis(handoverTimeout),
        startFrom,
        listener);
  }

  private RotationRules rotation() {
    return new RotationRules(
        ByteSize.parse("sliceBytes", sliceBytes),
        sliceRecords,
        Duration.ofMillis(sliceAge),
        Duration.ofMillis(sliceIdle),
        sliceFolders);
  }

  private static <T> T required(String option, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("Option '" + option + "' of kafka-slice is missing");
    }
    return value;
  }

  public @Nullable Format getFormat() {
    return format;
  }

  public void setFormat(@Nullable Format format) {
    this.format = format;
  }

  public @Nullable String getLayout() {
    return layout;
  }

  public void setLayout(@Nullable String layout) {
    this.layout = layout;
  }

  public @Nullable String getArchive() {
    return archive;
  }

  public void setArchive(@Nullable String archive) {
    this.archive = archive;
  }

  public @Nullable LedgerStore getLedger() {
    return ledger;
  }

  public void setLedger(@Nullable LedgerStore ledger) {
    this.ledger = ledger;
  }

  public @Nullable FormatResolver getFormats() {
    return formats;
  }

  public void setFormats(@Nullable FormatResolver formats) {
    this.formats = formats;
  }

  public String getSliceBytes() {
    return sliceBytes;
  }

  public void setSliceBytes(String sliceBytes) {
    this.sliceBytes = sliceBytes;
  }

  public long getSliceRecords() {
    return sliceRecords;
  }

  public void setSliceRecords(long sliceRecords) {
    this.sliceRecords = sliceRecords;
  }

  public long getSliceAge() {
    return sliceAge;
  }

  public void setSliceAge(long sliceAge) {
    this.sliceAge = sliceAge;
  }

  public long getSliceIdle() {
    return sliceIdle;
  }

  public void setSliceIdle(long sliceIdle) {
    this.sliceIdle = sliceIdle;
  }

  public int getSliceFolders() {
    return sliceFolders;
  }

  public void setSliceFolders(int sliceFolders) {
    this.sliceFolders = sliceFolders;
  }

  public String getBufferBytes() {
    return bufferBytes;
  }

  public void setBufferBytes(String bufferBytes) {
    this.bufferBytes = bufferBytes;
  }

  public @Nullable String getDeadLetterTopic() {
    return deadLetterTopic;
  }

  public void setDeadLetterTopic(@Nullable String deadLetterTopic) {
    this.deadLetterTopic = deadLetterTopic;
  }

  public StartFrom getStartFrom() {
    return startFrom;
  }

  public void setStartFrom(StartFrom startFrom) {
    this.startFrom = startFrom;
  }

  public int getPollThreads() {
    return pollThreads;
  }

  public void setPollThreads(int pollThreads) {
    this.pollThreads = pollThreads;
  }

  public int getUploadThreads() {
    return uploadThreads;
  }

  public void setUploadThreads(int uploadThreads) {
    this.uploadThreads = uploadThreads;
  }

  public long getRetryDelay() {
    return retryDelay;
  }

  public void setRetryDelay(long retryDelay) {
    this.retryDelay = retryDelay;
  }

  public long getRetryMaxDelay() {
    return retryMaxDelay;
  }

  public void setRetryMaxDelay(long retryMaxDelay) {
    this.retryMaxDelay = retryMaxDelay;
  }

  public long getHandoverTimeout() {
    return handoverTimeout;
  }

  public void setHandoverTimeout(long handoverTimeout) {
    this.handoverTimeout = handoverTimeout;
  }
}
