package io.ticklake.component.kafkaslice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.apache.kafka.common.Uuid;

/**
 * An object store in memory, with a ledger, whose puts can be made to fail or to wait. Objects and
 * ledger are apart, so that a test's look at the objects sees no entry.
 */
final class FakeLake implements LedgerStore {
  final SortedMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  final SortedMap<String, byte[]> entries = new ConcurrentSkipListMap<>();
  final AtomicInteger puts = new AtomicInteger();
  private final Map<String, String> claims = new ConcurrentHashMap<>();
  private final List<String> putKeys = new CopyOnWriteArrayList<>();
  volatile Predicate<String> failing = key -> false;
  private volatile CountDownLatch gate = new CountDownLatch(0);

  /** What the route does with each object. */
  void put(SliceObject object) throws Exception {
    puts.incrementAndGet();
    putKeys.add(object.key());
    if (!gate.await(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the test forgot to open the gate");
    }
    if (failing.test(object.key())) {
      throw new IllegalStateException("503 for " + object.key());
    }
    store(object);
    object.durable("etag");
  }

  /** The effect of a put whose answer is lost. */
  void store(SliceObject object) {
    claims.put(object.key(), object.claim());
    if (objects.putIfAbsent(object.key(), object.bytes().toByteArray()) != null) {
      throw new IllegalStateException("412 for " + object.key());
    }
  }

  long putsOf(String prefix) {
    return putKeys.stream().filter(key -> key.startsWith(prefix)).count();
  }

  /** Puts wait until {@link #openGate}. */
  void closeGate() {
    gate = new CountDownLatch(1);
  }

  void openGate() {
    gate.countDown();
  }

  /** All lines of all objects, in key order. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    objects.values().forEach(bytes -> lines.addAll(linesOf(bytes)));
    return lines;
  }

  private static List<String> linesOf(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  /** The chain, oldest entry first. */
  List<LedgerEntry> chain(String archive, String topic, Uuid topicId, int partition)
      throws LedgerException {
    List<LedgerEntry> chain = new ArrayList<>();
    String prefix = new LedgerKeys(archive, topic, topicId, partition).prefix();
    for (Map.Entry<String, byte[]> entry : entries.tailMap(prefix).entrySet()) {
      if (entry.getKey().startsWith(prefix)) {
        chain.add(0, LedgerEntry.parse(entry.getKey(), entry.getValue()));
      }
    }
    return chain;
  }

  @Override
  public boolean create(String key, byte[] body) {
    return entries.putIfAbsent(key, body) == null;
  }

  @Override
  public Optional<byte[]> read(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  @Override
  public List<String> list(String prefix, int most) {
    return entries.tailMap(prefix).keySet().stream()
        .takeWhile(key -> key.startsWith(prefix))
        .limit(most)
        .toList();
  }

  @Override
  public List<String> folders(String prefix) {
    return list(prefix, Integer.MAX_VALUE).stream()
        .map(key -> key.substring(prefix.length()))
        .filter(rest -> rest.contains("/"))
        .map(rest -> rest.substring(0, rest.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public Optional<StoredObject> head(String key) {
    return Optional.ofNullable(objects.get(key))
        .map(bytes -> new StoredObject("etag", bytes.length, Optional.ofNullable(claims.get(key))));
  }
}
