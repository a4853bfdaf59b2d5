package io.ticklake.bench;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;

/**
 * Sees from outside how far a consumer group is. The same rule for everybody: a run begins with the
 * first poll that brings records, that is when the broker has sent the first bytes of the topic,
 * and ends when all offsets are committed to the end of the topic.
 */
final class GroupWatch {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(10);

  private final Admin admin;
  private final String group;
  private final Process process;

  GroupWatch(Admin admin, String group, Process process) {
    this.admin = admin;
    this.group = group;
    this.process = process;
  }

  void awaitFirstFetch(TopicTraffic traffic, long before)
      throws ExecutionException, InterruptedException {
    await("has fetched nothing", START_LIMIT, () -> traffic.bytesOut() > before);
  }

  void awaitCommitted(long records, Duration limit)
      throws ExecutionException, InterruptedException {
    await("has not committed everything", limit, () -> committed() == records);
  }

  /** Sum of the committed offsets. */
  long committed() throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .filter(Objects::nonNull)
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  private interface Condition {
    boolean holds() throws ExecutionException, InterruptedException;
  }

  private void await(String failure, Duration limit, Condition condition)
      throws ExecutionException, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (!process.isAlive()) {
        throw new IllegalStateException("The contender has ended with " + process.exitValue());
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("The contender " + failure + " after " + limit);
      }
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }
}
