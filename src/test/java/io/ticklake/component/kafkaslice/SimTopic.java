package io.ticklake.component.kafkaslice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;

/** One life of a topic with one partition: its id, its log, what operators have asked of it. */
final class SimTopic {
  final int life;
  final Uuid id;

  /** All that it will ever hold; what lies at or above {@link #end} was not produced yet. */
  final TreeMap<Long, SimRecord> records = new TreeMap<>();

  /** Targets that somebody has set the group's offset to. */
  final List<Long> operated = new ArrayList<>();

  final List<Long> formerEnds = new ArrayList<>();
  long start;
  long end;

  SimTopic(int life, List<SimRecord> log, long end) {
    this.life = life;
    this.id = new Uuid((life + 1L) << 32, life + 1L);
    log.forEach(record -> records.put(record.offset(), record));
    this.end = end;
    formerEnds.add(end);
  }

  /** The first record at or behind the offset, if it can be read. */
  Optional<SimRecord> from(long offset) {
    return Optional.ofNullable(records.ceilingEntry(Math.max(offset, start)))
        .map(Map.Entry::getValue)
        .filter(record -> record.offset() < end);
  }

  Optional<SimRecord> at(long offset) {
    return Optional.ofNullable(records.get(offset)).filter(record -> offset < end);
  }

  void append(long count, long most) {
    end = Math.min(end + count, most);
    formerEnds.add(end);
  }
}
