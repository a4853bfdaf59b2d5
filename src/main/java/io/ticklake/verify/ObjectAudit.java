package io.ticklake.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sets the objects that entries name against those of the bucket. What a listing shows with the
 * right size is there; everything else is looked at again, one by one, before it is told.
 */
final class ObjectAudit {
  private final Lake lake;
  private final Map<String, Expected> unseen = new HashMap<>();
  private final List<Expected> contested = new ArrayList<>();
  private final Set<String> strangers = new HashSet<>();
  private final Set<String> listed = new HashSet<>();

  ObjectAudit(Lake lake) {
    this.lake = lake;
  }

  /** Takes up what entries name. */
  void expect(Collection<LedgerCopy.Claimed> entries) {
    for (LedgerCopy.Claimed entry : entries) {
      entry.entry().objects().forEach(object -> expect(new Expected(entry, object)));
    }
  }

  private void expect(Expected object) {
    strangers.remove(object.key());
    Expected other = unseen.putIfAbsent(object.key(), object);
    if (other != null) {
      // Two entries name it; its claim says whose it is.
      contested.add(other);
      contested.add(object);
    }
  }

  /** Lists what has not been listed yet. */
  void list(Collection<String> folders, Progress progress) throws IOException {
    for (String folder : folders) {
      if (listed.stream().noneMatch(folder::startsWith)) {
        progress.begin("objects listed", 0);
        lake.list(
            folder,
            (key, bytes) -> {
              seen(folder, key, bytes);
              progress.done();
            });
        listed.add(folder);
      }
    }
  }

  private void seen(String folder, String key, long bytes) {
    Expected expected = unseen.get(key);
    if (expected == null) {
      // With the whole bucket for a folder, only names can tell what is meant for the table.
      if (!TableFolders.isHidden(key) && (!folder.isEmpty() || ObjectName.parse(key).isPresent())) {
        strangers.add(key);
      }
    } else if (expected.object().bytes() == bytes) {
      unseen.remove(key);
    }
  }

  /** What has to be looked at again: absent from the listing, or of another size, or contested. */
  Collection<Expected> suspects() {
    Map<String, Expected> suspects = new HashMap<>();
    unseen.values().forEach(object -> suspects.put(object.key() + object.entry().claim(), object));
    contested.forEach(object -> suspects.put(object.key() + object.entry().claim(), object));
    return suspects.values();
  }

  /** Objects that no entry names as far as entries were read. */
  Set<String> strangers() {
    return strangers;
  }
}
