package io.ticklake.verify;

import io.ticklake.archive.ArchiveFormats;
import io.ticklake.component.kafkaslice.CommitMark;
import io.ticklake.component.kafkaslice.Format;
import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerEntry.EntryLayout;
import io.ticklake.component.kafkaslice.LedgerEntry.EntryObject;
import io.ticklake.component.kafkaslice.LedgerEntry.SkipReason;
import io.ticklake.component.kafkaslice.LedgerKeys;
import io.ticklake.component.kafkaslice.ObjectEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * A bucket with the archive {@code hand} of one topic, whose entries and objects are made one by
 * one. Record n of a topic is of day n % 2.
 */
final class HandMadeLake {
  static final String JSON_LINES = "1;jsonl;codec=gzip:1;numbers=strict;without=";

  static final String PARQUET = "1;parquet;codec=zstd:1;schema=hand[day](n:long!,price:double)";

  final String bucket;
  final String topic;
  final Uuid topicId;
  private final Servers servers;
  private final String format;

  private HandMadeLake(Servers servers, String name, Uuid topicId, String format) {
    this.servers = servers;
    this.bucket = name;
    this.topic = name;
    this.topicId = topicId;
    this.format = format;
  }

  /** A bucket and a topic of this name, with records in its partition 0. */
  static HandMadeLake of(Servers servers, String name, int records) throws Exception {
    return of(servers, name, records, JSON_LINES);
  }

  static HandMadeLake of(Servers servers, String name, int records, String format)
      throws Exception {
    servers.s3Server.createBucket(name);
    HandMadeLake lake = new HandMadeLake(servers, name, servers.createTopic(name, 1), format);
    lake.send(0, records);
    return lake;
  }

  void send(int from, int to) throws Exception {
    servers.send(topic, 0, IntStream.range(from, to).mapToObj(HandMadeLake::value).toList());
  }

  /** The topic is deleted and created again: other records, another id. */
  HandMadeLake recreated() throws Exception {
    servers.admin.deleteTopics(List.of(topic)).all().get();
    Uuid other =
        org.awaitility.Awaitility.await("created again")
            .ignoreExceptions()
            .until(() -> servers.createTopic(topic, 1), id -> !id.equals(topicId));
    return new HandMadeLake(servers, topic, other, format);
  }

  static String value(long n) {
    return "{\"n\":%d,\"day\":\"2026-11-1%d\",\"price\":%d.50}".formatted(n, n % 2, n * 7);
  }

  LedgerKeys keys() {
    return new LedgerKeys("hand", topic, topicId, 0);
  }

  /** A slice as the archive makes it. */
  LedgerEntry archive(long first, long last) throws Exception {
    LedgerEntry entry = claim(first, last);
    putObjects(entry);
    return entry;
  }

  /** A slice that is claimed, and not put. */
  LedgerEntry claim(long first, long last) throws Exception {
    LedgerEntry entry = entry(first, last, Instant.now());
    put(keys().entry(first), entry.toJson(), Map.of());
    return entry;
  }

  LedgerEntry entry(long first, long last, Instant sealedAt) throws Exception {
    List<EntryObject> objects = new ArrayList<>();
    objects(first, last)
        .forEach(
            (key, values) ->
                objects.add(new EntryObject(key, values.size(), encode(values).length)));
    return new LedgerEntry(
        LedgerEntry.VERSION,
        LedgerEntry.Kind.DATA,
        first,
        last,
        last - first + 1,
        UUID.randomUUID().toString(),
        sealedAt.toString(),
        new EntryLayout("hand/day={day:day}", format, "read_committed"),
        first,
        false,
        objects,
        List.of(),
        null);
  }

  void skip(long first, long last, SkipReason reason) {
    LedgerEntry entry =
        new LedgerEntry(
            LedgerEntry.VERSION,
            LedgerEntry.Kind.SKIP,
            first,
            last,
            0,
            UUID.randomUUID().toString(),
            Instant.now().toString(),
            null,
            first,
            false,
            List.of(),
            List.of(),
            reason);
    put(keys().entry(first), entry.toJson(), Map.of());
  }

  void putObjects(LedgerEntry entry) {
    objects(entry.first(), entry.last()).forEach((key, values) -> putObject(entry, key, values));
  }

  /** One object of an entry, with these values. */
  void putObject(LedgerEntry entry, String key, List<String> values) {
    putObject(entry, key, encode(values), values.size());
  }

  void putObject(LedgerEntry entry, String key, byte[] bytes, long records) {
    put(key, bytes, Map.of("claim", entry.claim(), "records", String.valueOf(records)));
  }

  /** Values of a slice by the key of their object. */
  Map<String, List<String>> objects(long first, long last) {
    Map<String, List<String>> objects = new TreeMap<>();
    LongStream.rangeClosed(first, last)
        .forEach(
            n -> objects.computeIfAbsent(key(n, first), key -> new ArrayList<>()).add(value(n)));
    return objects;
  }

  private String key(long n, long first) {
    return "hand/day=2026-11-1%d/%s+%s+0+%020d.%s"
        .formatted(
            n % 2,
            topic,
            "%016x".formatted(topicId.getMostSignificantBits()).substring(0, 8),
            first,
            format().extension());
  }

  private Format format() {
    return new ArchiveFormats().of(format);
  }

  byte[] encode(List<String> values) {
    try (ObjectEncoder encoder = format().open()) {
      for (String value : values) {
        encoder.append(record(value));
      }
      return encoder.finish().toByteArray();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static ConsumerRecord<ByteBuffer, ByteBuffer> record(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new ConsumerRecord<>(
        "t",
        0,
        0,
        0L,
        TimestampType.CREATE_TIME,
        -1,
        bytes.length,
        null,
        ByteBuffer.wrap(bytes),
        new org.apache.kafka.common.header.internals.RecordHeaders(),
        java.util.Optional.empty());
  }

  void put(String key, byte[] bytes, Map<String, String> metadata) {
    servers.s3.putObject(
        put -> put.bucket(bucket).key(key).metadata(metadata), RequestBody.fromBytes(bytes));
  }

  void put(String key, String text) {
    put(key, text.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  byte[] read(String key) {
    return servers.s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray();
  }

  void delete(String key) {
    servers.s3.deleteObject(request -> request.bucket(bucket).key(key));
  }

  /** What the archive's group commits once the slice is durable. */
  void commit(LedgerEntry entry) throws Exception {
    commit(0, entry.next(), entry.claim());
  }

  void commit(int partition, long offset, String claim) throws Exception {
    servers
        .admin
        .alterConsumerGroupOffsets(
            "group-" + topic,
            Map.of(new TopicPartition(topic, partition), CommitMark.of(offset, topicId, claim)))
        .all()
        .get();
  }

  Lake lake() {
    return new S3Lake(servers.s3, bucket);
  }

  Report audit(Audit.Depth depth) throws Exception {
    return audit(lake(), depth, null);
  }

  Report audit(Lake lake, Audit.Depth depth, @Nullable String archive) throws Exception {
    return new Audit(lake, bucket, new ArchiveFormats(), java.time.Clock.systemUTC(), Progress.NONE)
        .run(
            new Audit.Scope(java.util.Optional.ofNullable(archive), depth),
            new Audit.Kafka.There(servers.topics));
  }
}
