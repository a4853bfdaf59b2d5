package io.ticklake.component.kafkaslice;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An object store in memory whose puts can be made to fail or to wait. */
final class FakeLake {
  final SortedMap<String, byte[]> objects = new ConcurrentSkipListMap<>();
  final AtomicInteger puts = new AtomicInteger();
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
    objects.put(object.key(), object.bytes());
    object.durable("etag");
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
}
