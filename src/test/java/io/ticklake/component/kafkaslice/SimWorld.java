package io.ticklake.component.kafkaslice;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of a topic, a bucket, a dead-letter topic and subscribers, all in memory, and the
 * processes that work on them. Only one thread at a time is in here, see {@link SimCoroutine}.
 */
final class SimWorld {
  static final String ARCHIVE = "sim";
  static final TopicPartition PARTITION = new TopicPartition(Records.TOPIC, 0);

  /** A route other than the one that ships, to show that the simulation sees what it does. */
  enum Route {
    AS_SHIPPED,
    OVERWRITES,
    TELLS_BEFORE_PUT,
    TELLS_AFTER_ITS_END
  }

  /** A request that is under way although its sender has given it up. */
  record Late(String what, Runnable effect) {}

  final SimPlan plan;
  final SimAudit audit;
  final List<SimTopic> topics = new ArrayList<>();
  final SortedMap<String, byte[]> entries = new TreeMap<>();
  final List<Late> wire = new ArrayList<>();
  final List<SimProcess> processes = new ArrayList<>();
  final Clock clock = new SimClock();
  Route route = Route.AS_SHIPPED;
  SimFates fates = SimFates.CALM;
  Optional<OffsetAndMetadata> committed = Optional.empty();

  /** Which version of the route is configured. */
  int edit;

  /** Grows with every change of the world. */
  long version;

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final List<String> trace = new ArrayList<>();
  private Optional<String> violation = Optional.empty();

  SimWorld(SimPlan plan) {
    this.plan = plan;
    topics.add(plan.topic(0));
    this.audit = new SimAudit(this);
  }

  SimTopic topic() {
    return topics.get(topics.size() - 1);
  }

  void say(String who, String what) {
    trace.add(who + " " + what);
  }

  /** The first broken invariant ends the history. */
  void violate(String what) {
    broken(what);
    throw new SimKilled();
  }

  /** As {@link #violate}, for a thread that has ended anyway. */
  void broken(String what) {
    if (violation.isEmpty()) {
      violation = Optional.of(what);
    }
  }

  Optional<String> violation() {
    return violation;
  }

  String story() {
    return String.join("\n", trace);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  SimProcess start(int slot) {
    SimProcess process = new SimProcess(this, processes.size(), plan.workers().get(slot));
    processes.add(process);
    say(process.toString(), "starts, route version " + edit);
    return process;
  }

  // ---- the bucket

  boolean claim(String key, byte[] body, long describedAt) {
    if (entries.containsKey(key)) {
      return false;
    }
    version++;
    entries.put(key, body);
    audit.claimed(key, body, describedAt);
    return true;
  }

  boolean put(String key, byte[] body, String claim) {
    List<String> lines = new String(body, StandardCharsets.UTF_8).lines().toList();
    if (audit.object(key).isPresent() && route != Route.OVERWRITES) {
      return false;
    }
    version++;
    audit.put(key, lines, claim);
    return true;
  }

  // ---- Kafka

  void commit(OffsetAndMetadata offset) {
    version++;
    audit.committed(offset);
    committed = Optional.of(offset);
  }

  void operatorSets(long offset) {
    long target = Math.max(topic().start, Math.min(offset, topic().end));
    say("-", "operator sets the offset to " + target);
    committed = Optional.of(new OffsetAndMetadata(target));
    topic().operated.add(target);
    version++;
  }

  void commitExpires() {
    say("-", "the commit expires");
    committed = Optional.empty();
    version++;
  }

  void retention(long start) {
    topic().start = Math.max(topic().start, Math.min(start, topic().end));
    say("-", "the log starts at " + topic().start);
    version++;
  }

  void append(long count) {
    topic().append(count, plan.logs().get(topic().life).size());
    say("-", "the log ends at " + topic().end);
    version++;
  }

  void recreate(boolean staleOffset) {
    SimTopic old = topic();
    SimTopic fresh = plan.topic(topics.size());
    topics.add(fresh);
    if (audit.isEmpty()) {
      // A limit that exactly-once.md states: nobody can tell for which topic it was meant.
      fresh.operated.addAll(old.operated);
    }
    if (!staleOffset) {
      committed = Optional.empty();
    }
    say("-", "topic is deleted and made anew, commit " + (staleOffset ? "stays" : "goes"));
    version++;
  }

  void edit(int by) {
    edit += by;
    say("-", "route is edited, version " + edit);
    version++;
  }

  void land(int index) {
    Late late = wire.remove(index);
    say("-", "lands late: " + late.what());
    late.effect().run();
  }

  private final class SimClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
