package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerKeys;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sets the positions of chains against Kafka's logs, which were looked at later. */
final class LogAudit {
  private final Evidence evidence;
  private final Findings findings;

  LogAudit(Evidence evidence, Findings findings) {
    this.evidence = evidence;
    this.findings = findings;
  }

  void check(LedgerCopy ledger) {
    Set<LedgerKeys> topics = new HashSet<>();
    for (ChainCopy chain : ledger.chains()) {
      LedgerKeys keys = chain.keys();
      Optional<Topics.Topic> topic = evidence.topicOf(keys);
      if (topic.isEmpty()) {
        old(keys);
      } else {
        against(chain, topic.get().logs().get(keys.partition()));
        if (topics.add(RowMaker.inPartition(keys, 0))) {
          withoutChain(ledger, keys, topic.get());
        }
      }
    }
  }

  private void old(LedgerKeys chain) {
    String now = evidence.topicNamed(chain.topic()).isPresent() ? "another topic" : "no topic";
    findings.add(
        Kind.OLD_TOPIC,
        chain,
        "",
        "topic id %s; Kafka has %s of this name".formatted(chain.topicId(), now));
  }

  private void withoutChain(LedgerCopy ledger, LedgerKeys any, Topics.Topic topic) {
    topic
        .logs()
        .forEach(
            (partition, log) -> {
              LedgerKeys keys = RowMaker.inPartition(any, partition);
              if (ledger.chain(keys).isEmpty() && log.end() > log.start()) {
                String waiting = "%,d offsets wait in it".formatted(log.end() - log.start());
                findings.add(Kind.NOT_BEGUN, keys, "", waiting);
              }
            });
  }

  private void against(ChainCopy chain, Topics.@Nullable Log log) {
    if (log == null || chain.position().isEmpty()) {
      return;
    }
    long position = chain.position().getAsLong();
    if (log.end() < position) {
      findings.add(
          Kind.LOG_TRUNCATED,
          chain.keys(),
          "",
          "the log ends at offset %d, the ledger goes up to %d".formatted(log.end(), position));
    } else if (log.start() > position) {
      findings.add(
          Kind.BEHIND_RETENTION,
          chain.keys(),
          "",
          "offsets %d..%d".formatted(position, log.start() - 1));
    }
  }
}
