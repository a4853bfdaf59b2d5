package io.ticklake.archive;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts fields of records that a schema does not know and that are therefore not written. Said
 * once for each name, so that a new field of the source is noticed. Shared between threads.
 */
class UnknownFields {
  private static final Logger LOG = LoggerFactory.getLogger(UnknownFields.class);
  // Names come from outside; above this many they share one counter.
  private static final int NAMES = 100;
  private static final String FURTHER = "(further names)";

  private final String schema;
  private final Set<String> known;
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  UnknownFields(Schema schema) {
    this.schema = schema.name();
    this.known = schema.partition();
  }

  /** For a format that writes them all the same: nobody needs to be told. */
  static UnknownFields written(Schema schema) {
    return new UnknownFields(schema) {
      @Override
      void count(String name) {}
    };
  }

  /** How often each name was met. */
  Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((name, count) -> sums.put(name, count.sum()));
    return sums;
  }

  void count(String name) {
    if (known.contains(name)) {
      return;
    }
    LongAdder count = counts.get(name);
    if (count == null) {
      count = add(counts.size() < NAMES ? name : FURTHER);
    }
    count.increment();
  }

  private LongAdder add(String name) {
    LongAdder added = new LongAdder();
    LongAdder before = counts.putIfAbsent(name, added);
    if (before != null) {
      return before;
    }
    LOG.atWarn()
        .addKeyValue("schema", schema)
        .addKeyValue("field", JsonBytes.shown(name))
        .log("field is not in the schema and is not archived");
    return added;
  }
}
