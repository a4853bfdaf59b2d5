package io.ticklake.component.kafkaslice;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The invariants of a world in which no process has anything left to do. */
final class SimAuditAtRest {
  private final SimWorld world;
  private final SimAudit audit;

  SimAuditAtRest(SimWorld world) {
    this.world = world;
    this.audit = world.audit;
  }

  /** What is wrong, if anything is. */
  Optional<String> check(Iterable<SimProcess> running) {
    for (SimProcess process : running) {
      Optional<String> trouble = process.trouble();
      if (trouble.isPresent()) {
        return Optional.of("HALT: " + process + ": " + trouble.get());
      }
    }
    for (SimTopic topic : world.topics) {
      Optional<String> wrong = check(topic);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private Optional<String> check(SimTopic topic) {
    TreeMap<Long, SimAudit.Link> chain = audit.chain(topic.life);
    for (SimRecord record : topic.records.headMap(topic.end).values()) {
      Optional<String> wrong = check(topic, chain, record);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    for (SimAudit.Link link : chain.values()) {
      LedgerEntry entry = link.entry();
      if (isToTell(entry) && !audit.told.contains(entry.claim()) && !isLeftToVerify(topic, entry)) {
        return Optional.of("NOTIFY: %s is never told of".formatted(entry));
      }
    }
    return Optional.empty();
  }

  /** What was reported lost may land late, from the wire: the report was the notice of it. */
  private boolean isToTell(LedgerEntry entry) {
    return !entry.objects().isEmpty()
        && audit.missing(entry) == 0
        && !audit.reportedLost.containsKey(entry.claim());
  }

  private Optional<String> check(
      SimTopic topic, TreeMap<Long, SimAudit.Link> chain, SimRecord record) {
    Map.Entry<Long, SimAudit.Link> link = chain.floorEntry(record.offset());
    boolean visible = audit.isVisible(record.id());
    if (link == null || link.getValue().entry().last() < record.offset()) {
      boolean archivable = topic == world.topic() && record.offset() >= topic.start;
      return archivable
          ? Optional.of("LOST: record %s is never archived".formatted(record.id()))
          : Optional.empty();
    }
    LedgerEntry entry = link.getValue().entry();
    if (entry.kind() == LedgerEntry.Kind.SKIP) {
      return visible
          ? Optional.of("GAP: %s is archived and skipped".formatted(record.id()))
          : Optional.empty();
    }
    if (entry.poison().contains(record.offset())) {
      return visible || !audit.setAside.contains(record.id())
          ? Optional.of("POISON: %s is not in the dead-letter topic alone".formatted(record.id()))
          : Optional.empty();
    }
    boolean accounted =
        visible || audit.reportedLost.containsKey(entry.claim()) || isLeftToVerify(topic, entry);
    return accounted
        ? Optional.empty()
        : Optional.of("LOST: %s of %s is in no object".formatted(record.id(), entry));
  }

  /**
   * The last entry of a deleted topic may be claimed late: recoveries of a chain that has begun
   * leave it to verify.
   */
  private boolean isLeftToVerify(SimTopic topic, LedgerEntry entry) {
    return topic != world.topic()
        && audit.chain(topic.life).lastEntry().getValue().entry().equals(entry);
  }
}
