package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The simulated bucket as one process sees it. */
final class SimStore implements LedgerStore {
  private final SimProcess process;

  SimStore(SimProcess process) {
    this.process = process;
  }

  private SimWorld world() {
    return process.world;
  }

  @Override
  public boolean create(String key, byte[] body) throws IOException {
    if (key.endsWith("_probe.json")) {
      return process.ask("probes", () -> world().entries.putIfAbsent(key, body) == null);
    }
    long describedAt = process.describedAt;
    LedgerEntry entry = LedgerEntry.parse(key, body);
    String what =
        "claims %s [%d..%d] %s"
            .formatted(
                key.substring(LedgerKeys.ROOT.length(), key.lastIndexOf('/')),
                entry.first(),
                entry.last(),
                entry.reason() == null
                    ? entry.objects().size() + " objects, poison " + entry.poison()
                    : entry.reason());
    return process.request(SimStep.CLAIM, what, () -> world().claim(key, body, describedAt));
  }

  @Override
  public Optional<byte[]> read(String key) throws IOException {
    Optional<byte[]> found =
        process.ask("reads " + key, () -> Optional.ofNullable(world().entries.get(key)));
    world().audit.entryRead(key);
    return found;
  }

  @Override
  public List<String> list(String prefix, int most) throws IOException {
    return process.ask(
        "lists " + prefix,
        () ->
            world().entries.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .limit(most)
                .toList());
  }

  @Override
  public List<String> folders(String prefix) throws IOException {
    return process.ask(
        "lists folders of " + prefix,
        () ->
            world().entries.tailMap(prefix).keySet().stream()
                .takeWhile(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .map(rest -> rest.substring(0, rest.indexOf('/')))
                .distinct()
                .toList());
  }

  @Override
  public Optional<StoredObject> head(String key) throws IOException {
    return process.ask(
        "head of " + key,
        () ->
            world().entries.containsKey(key)
                ? Optional.of(new StoredObject("etag", 1, Optional.empty()))
                : world().audit.object(key));
  }
}
