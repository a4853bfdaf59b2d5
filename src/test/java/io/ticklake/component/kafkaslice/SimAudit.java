package io.ticklake.component.kafkaslice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What is in the simulated world, and the invariants of exactly-once.md, section 5, that hold after
 * every step. Those of a world at rest are {@link SimAuditAtRest}'s.
 */
final class SimAudit {
  /** An object in the bucket. */
  record Stored(String claim, List<String> ids) {}

  /** A link of a chain, and the state of the world when it was stored. */
  record Link(LedgerEntry entry, long storedAt) {}

  final Map<Integer, TreeMap<Long, Link>> chains = new TreeMap<>();
  final Map<String, Stored> objects = new TreeMap<>();
  final Set<String> told = new HashSet<>();
  final Map<String, Long> reportedLost = new HashMap<>();
  final Set<String> setAside = new HashSet<>();
  private final Map<String, String> visible = new HashMap<>();
  private final Map<Thread, String> lastRead = new HashMap<>();
  private final SimWorld world;

  SimAudit(SimWorld world) {
    this.world = world;
  }

  boolean isEmpty() {
    return chains.values().stream().allMatch(TreeMap::isEmpty);
  }

  TreeMap<Long, Link> chain(int life) {
    return chains.computeIfAbsent(life, unused -> new TreeMap<>());
  }

  static long next(TreeMap<Long, Link> chain) {
    return chain.isEmpty() ? 0 : chain.lastEntry().getValue().entry().next();
  }

  // ---- entries

  void claimed(String key, byte[] json, long describedAt) {
    LedgerEntry entry = parse(key, json);
    int life = lifeOfKey(key);
    TreeMap<Long, Link> chain = chain(life);
    long position = next(chain);
    if (entry.first() < position) {
      world.violate("OVERLAP: entries overlap at offset " + entry.first() + " of life " + life);
    }
    if (entry.first() > position) {
      world.violate(
          "GAP: no entry covers %d..%d of life %d".formatted(position, entry.first() - 1, life));
    }
    if (entry.kind() == LedgerEntry.Kind.SKIP) {
      explain(world.topics.get(life), entry);
    }
    for (Link earlier : chain.values()) {
      if (earlier.entry().first() < entry.durableBelow() && !isSettled(earlier.entry())) {
        world.violate("ORDER: %s is claimed and %s is not done".formatted(entry, earlier.entry()));
      }
    }
    if (chain.isEmpty()) {
      formerLives(life, describedAt);
    }
    chain.put(entry.first(), new Link(entry, world.version));
  }

  /** A chain may begin only after the tails of deleted topics were looked at. */
  private void formerLives(int life, long describedAt) {
    for (int former = 0; former < life; former++) {
      if (!chain(former).isEmpty()) {
        Link tail = chain(former).lastEntry().getValue();
        if (tail.storedAt() < describedAt && !isSettled(tail.entry())) {
          world.violate("LOST: nobody has looked at %s of life %d".formatted(tail.entry(), former));
        }
      }
    }
  }

  private void explain(SimTopic topic, LedgerEntry skip) {
    long target = skip.next();
    boolean gone = target <= topic.start;
    boolean asked =
        topic.operated.stream()
            .anyMatch(o -> o == target || (o > target && topic.formerEnds.contains(target)));
    boolean policy = world.plan.latest() && topic.formerEnds.contains(target);
    boolean start = skip.reason() == LedgerEntry.SkipReason.START && policy;
    boolean operator = skip.reason() != LedgerEntry.SkipReason.RETENTION && asked;
    if (!gone && !start && !operator) {
      world.violate("GAP: nobody gave up what %s skips".formatted(skip));
    }
  }

  private static LedgerEntry parse(String key, byte[] json) {
    try {
      return LedgerEntry.parse(key, json);
    } catch (LedgerException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The topic's life by the topic id in a ledger key; 0 if there is none. */
  private int lifeOfKey(String key) {
    return world.topics.stream()
        .filter(topic -> key.contains("/" + topic.id + "/"))
        .map(topic -> topic.life)
        .findFirst()
        .orElse(0);
  }

  boolean isSettled(LedgerEntry entry) {
    return entry.kind() == LedgerEntry.Kind.SKIP
        || reportedLost.containsKey(entry.claim())
        || (isComplete(entry) && (entry.objects().isEmpty() || told.contains(entry.claim())));
  }

  /** Every record of it is in an object, or was reported lost. */
  boolean isComplete(LedgerEntry entry) {
    return missing(entry) <= reportedLost.getOrDefault(entry.claim(), 0L);
  }

  long missing(LedgerEntry entry) {
    return entry.count()
        - entry.objects().stream()
            .map(object -> objects.get(object.key()))
            .filter(stored -> stored != null && stored.claim().equals(entry.claim()))
            .mapToLong(stored -> stored.ids().size())
            .sum();
  }

  private Optional<LedgerEntry> ofClaim(String claim) {
    return chains.values().stream()
        .flatMap(chain -> chain.values().stream())
        .map(Link::entry)
        .filter(entry -> entry.claim().equals(claim))
        .findFirst();
  }

  // ---- objects and notices

  Optional<LedgerStore.StoredObject> object(String key) {
    return Optional.ofNullable(objects.get(key))
        .map(o -> new LedgerStore.StoredObject("etag", o.ids().size(), Optional.of(o.claim())));
  }

  void put(String key, List<String> lines, String claim) {
    Stored old = objects.remove(key);
    if (old != null) {
      old.ids().forEach(visible::remove);
    }
    List<String> ids = new ArrayList<>();
    for (String line : lines) {
      String id = line.substring(line.indexOf(' ') + 1);
      ids.add(id);
      String other = visible.put(id, key);
      if (other != null) {
        world.violate("DUPLICATE: record %s is in %s and in %s".formatted(id, other, key));
      }
      if (!key.contains("+" + ObjectKeys.tagOf(world.topics.get(life(id)).id) + "+")) {
        world.violate("FOREIGN: record %s of another topic is in %s".formatted(id, key));
      }
    }
    if (old != null && !ids.containsAll(old.ids())) {
      world.violate("LOST: %s with %s is replaced by %s".formatted(key, old.ids(), ids));
    }
    objects.put(key, new Stored(claim, ids));
    Optional<LedgerEntry> entry = ofClaim(claim);
    if (entry.isEmpty()) {
      world.violate("ORDER: %s is put and not claimed".formatted(key));
    }
    fits(key, lines, ids, entry.orElseThrow());
  }

  private void fits(String key, List<String> lines, List<String> ids, LedgerEntry entry) {
    SimFormat format = SimFormat.of(entry.slicesLayout().format(), true);
    boolean fits =
        entry.objects().stream().anyMatch(object -> object.key().equals(key))
            && lines.stream().allMatch(line -> line.startsWith(format.version() + " "))
            && ids.stream()
                .map(SimAudit::offset)
                .allMatch(o -> entry.first() <= o && o <= entry.last());
    if (!fits) {
      world.violate("LAYOUT: %s with %s is not what %s says".formatted(key, lines, entry));
    }
    if (ids.stream().anyMatch(id -> entry.poison().contains(offset(id)))) {
      world.violate("POISON: %s has records that %s has set aside".formatted(key, entry));
    }
  }

  static int life(String id) {
    return Integer.parseInt(id.substring(0, id.indexOf(':')));
  }

  static long offset(String id) {
    return Long.parseLong(id.substring(id.indexOf(':') + 1));
  }

  boolean isVisible(String id) {
    return visible.containsKey(id);
  }

  boolean setAside(String id) {
    return setAside.add(id);
  }

  void told(Slice slice) {
    for (SliceObject object : slice.objects()) {
      Stored stored = objects.get(object.key());
      if (stored == null || !stored.claim().equals(slice.claim())) {
        world.violate("NOTIFY: %s is told of and not there".formatted(object));
      }
    }
    Optional<LedgerEntry> entry = ofClaim(slice.claim());
    if (entry.isEmpty() || !isComplete(entry.get())) {
      world.violate("NOTIFY: %s is told of and not complete".formatted(slice));
    }
    told.add(slice.claim());
  }

  // ---- commits and reports

  void committed(OffsetAndMetadata offset) {
    CommitMark mark = CommitMark.read(offset);
    if (mark.isPlain()) {
      return;
    }
    for (SimTopic topic : world.topics) {
      if (mark.isOf(topic.id)) {
        chain(topic.life).values().stream()
            .map(Link::entry)
            .filter(entry -> entry.first() < mark.offset())
            .filter(entry -> entry.kind() == LedgerEntry.Kind.DATA && !isComplete(entry))
            .min(Comparator.comparing(LedgerEntry::first))
            .ifPresent(
                entry -> world.violate("COMMIT: %s commits %s".formatted(mark.offset(), entry)));
        if (mark.offset() > next(chain(topic.life))) {
          world.violate("COMMIT: %d is behind the chain".formatted(mark.offset()));
        }
      }
    }
  }

  void entryRead(String key) {
    lastRead.put(Thread.currentThread(), key);
  }

  /** A loss was reported: of the entry that the thread has read last. */
  void lost(long records) {
    String key = lastRead.getOrDefault(Thread.currentThread(), "");
    LedgerEntry entry = parse(key, world.entries.get(key));
    SimTopic topic = world.topics.get(lifeOfKey(key));
    world.say("-", "loss of " + records + " is reported of " + key);
    long gone =
        topic == world.topic()
            ? topic.records.subMap(entry.first(), entry.last() + 1).keySet().stream()
                .filter(offset -> offset < topic.start && !entry.poison().contains(offset))
                .count()
            : Long.MAX_VALUE;
    if (records > gone) {
      world.violate(
          "LOST: %d records of %s are reported lost and Kafka has them".formatted(records, entry));
    }
    reportedLost.merge(entry.claim(), records, Long::sum);
  }
}
