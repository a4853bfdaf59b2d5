package io.ticklake.verify;

import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerException;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Uuid;

/**
 * Objects in a table's folders that no entry names, as far as entries were read. An object's name
 * leads to its entry, so each is looked up once more, in every archive.
 */
final class Strangers {
  private final Lake lake;
  private final LedgerCopy ledger;
  private final List<String> archives;
  private final Findings findings;
  private final Map<String, List<Uuid>> topicIds = new ConcurrentHashMap<>();

  /** To be made after the last listing: archives, too, can come while an audit runs. */
  Strangers(Lake lake, LedgerCopy ledger, Findings findings) throws IOException {
    this.lake = lake;
    this.ledger = ledger;
    this.archives = lake.folders(LedgerKeys.ROOT);
    this.findings = findings;
  }

  void at(String key) throws IOException {
    Optional<ObjectName> name = ObjectName.parse(key);
    if (name.isEmpty()) {
      findings.add(
          Kind.OBJECT_FOREIGN, Optional.empty(), key, "its name is not one that an archive gives");
      return;
    }
    List<LedgerKeys> chains = chainsOf(name.get());
    for (LedgerKeys chain : chains) {
      if (isNamed(chain.entry(name.get().first()), key)) {
        return;
      }
    }
    // What was removed since it was listed is nobody's problem any more.
    if (lake.head(key).isPresent()) {
      tell(name.get(), key, chains);
    }
  }

  private List<LedgerKeys> chainsOf(ObjectName name) throws IOException {
    List<LedgerKeys> chains = new ArrayList<>();
    for (String archive : archives) {
      for (Uuid id : topicIds(archive, name.topic())) {
        if (name.isOf(id)) {
          chains.add(new LedgerKeys(archive, name.topic(), id, name.partition()));
        }
      }
    }
    return chains;
  }

  private List<Uuid> topicIds(String archive, String topic) throws IOException {
    String prefix = LedgerKeys.ROOT + archive + "/" + topic + "/";
    List<Uuid> ids = topicIds.get(prefix);
    if (ids == null) {
      ids = new ArrayList<>();
      for (String folder : lake.folders(prefix)) {
        EntryKey.parse(prefix + folder + "/0/%019d.json".formatted(Long.MAX_VALUE))
            .map(key -> key.chain().topicId())
            .ifPresent(ids::add);
      }
      topicIds.put(prefix, ids);
    }
    return ids;
  }

  private boolean isNamed(String entryKey, String key) throws IOException {
    Optional<Lake.Whole> entry = lake.read(entryKey);
    if (entry.isEmpty()) {
      return false;
    }
    try {
      return LedgerEntry.parse(entryKey, entry.get().bytes()).objects().stream()
          .anyMatch(object -> object.key().equals(key));
    } catch (LedgerException e) {
      return false; // told where the chain is followed
    }
  }

  private void tell(ObjectName name, String key, List<LedgerKeys> chains) {
    for (LedgerKeys chain : chains) {
      Optional<Link> link = ledger.chain(chain).flatMap(copy -> copy.at(name.first()));
      if (link.isPresent() && link.get() instanceof Link.Known known && covers(known, name)) {
        findings.add(
            Kind.OBJECT_DOUBLED,
            chain,
            key,
            "the entry of offsets %d..%d holds offset %d in other objects"
                .formatted(known.first(), known.entry().last(), name.first()));
        return;
      }
    }
    findings.add(
        Kind.OBJECT_WITHOUT_ENTRY,
        chains.isEmpty() ? Optional.empty() : Optional.of(chains.get(0)),
        key,
        "no entry begins at offset %d of partition %d of %s"
            .formatted(name.first(), name.partition(), name.topic()));
  }

  private static boolean covers(Link.Known link, ObjectName name) {
    return link.entry().kind() == LedgerEntry.Kind.DATA && name.first() <= link.entry().last();
  }
}
