package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns chains and what was found of them into rows. */
final class RowMaker {
  private final Evidence evidence;
  private final boolean kafkaAsked;
  private final Tally tally;
  private final Map<LedgerKeys, Long> notes = new HashMap<>();
  private final Map<LedgerKeys, Long> faults = new HashMap<>();

  RowMaker(Evidence evidence, boolean kafkaAsked, Tally tally, List<Finding> findings) {
    this.evidence = evidence;
    this.kafkaAsked = kafkaAsked;
    this.tally = tally;
    for (Finding finding : findings) {
      Map<LedgerKeys, Long> counts = finding.kind().severity() == Severity.NOTE ? notes : faults;
      finding.chain().ifPresent(chain -> counts.merge(chain, 1L, Long::sum));
    }
  }

  /** Rows of the chains, and of partitions that have none yet, in their order. */
  List<Row> rows(LedgerCopy ledger) {
    Map<String, Row> rows = new TreeMap<>();
    for (ChainCopy chain : ledger.chains()) {
      rows.put(order(chain.keys()), row(chain));
      evidence
          .topicOf(chain.keys())
          .ifPresent(
              topic ->
                  topic.logs().keySet().stream()
                      .map(partition -> inPartition(chain.keys(), partition))
                      .filter(keys -> ledger.chain(keys).isEmpty())
                      .forEach(keys -> rows.put(order(keys), row(new ChainCopy(keys)))));
    }
    return new ArrayList<>(rows.values());
  }

  static LedgerKeys inPartition(LedgerKeys chain, int partition) {
    return new LedgerKeys(chain.archive(), chain.topic(), chain.topicId(), partition);
  }

  private static String order(LedgerKeys keys) {
    return "%s/%s/%s/%09d"
        .formatted(keys.archive(), keys.topic(), keys.topicId(), keys.partition());
  }

  private Row row(ChainCopy chain) {
    LedgerKeys keys = chain.keys();
    List<LedgerEntry> entries =
        chain.links().stream()
            .filter(Link.Known.class::isInstance)
            .map(link -> ((Link.Known) link).entry())
            .toList();
    Optional<Topics.Log> log =
        evidence.topicOf(keys).map(topic -> topic.logs().get(keys.partition()));
    Long position = chain.position().isPresent() ? chain.position().getAsLong() : null;
    Long start = log.map(Topics.Log::start).orElse(null);
    Long end = log.map(Topics.Log::end).orElse(null);
    return new Row(
        keys.archive(),
        keys.topic(),
        keys.topicId().toString(),
        topicIs(keys),
        keys.partition(),
        chain.links().size(),
        entries.stream()
            .filter(entry -> entry.kind() == LedgerEntry.Kind.SKIP)
            .mapToLong(entry -> entry.next() - entry.first())
            .sum(),
        entries.stream().mapToLong(LedgerEntry::count).sum(),
        entries.stream().mapToLong(entry -> entry.poison().size()).sum(),
        entries.stream().mapToLong(entry -> entry.objects().size()).sum(),
        entries.stream()
            .flatMap(entry -> entry.objects().stream())
            .mapToLong(LedgerEntry.EntryObject::bytes)
            .sum(),
        position,
        start,
        end,
        log.map(each -> lag(chain, each)).orElse(null),
        tally.objects(keys),
        tally.compared(keys),
        notes.getOrDefault(keys, 0L),
        faults.getOrDefault(keys, 0L));
  }

  private static @Nullable Long lag(ChainCopy chain, Topics.Log log) {
    if (chain.links().isEmpty()) {
      return log.end() - log.start();
    }
    return chain.position().isEmpty()
        ? null
        : Long.valueOf(Math.max(0, log.end() - chain.position().getAsLong()));
  }

  private Row.TopicIs topicIs(LedgerKeys keys) {
    if (!kafkaAsked) {
      return Row.TopicIs.UNKNOWN;
    }
    return evidence.topicOf(keys).isPresent() ? Row.TopicIs.CURRENT : Row.TopicIs.DELETED;
  }
}
