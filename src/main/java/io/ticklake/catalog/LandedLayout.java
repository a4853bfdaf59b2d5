package io.ticklake.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The folders of a layout.
 *
 * @param root below which the table lies, with a slash at the end, such as {@code bars/}
 * @param keys names of the partition keys, outermost first
 */
record LandedLayout(String root, List<String> keys) {
  LandedLayout {
    keys = List.copyOf(keys);
  }

  /** Takes apart a path such as {@code bars/timespan={header:timespan}/dt={header:dt}}. */
  static LandedLayout of(String path) {
    StringBuilder root = new StringBuilder();
    List<String> keys = new ArrayList<>();
    for (String folder : path.split("/", -1)) {
      int equal = folder.indexOf('=');
      boolean fixed = equal < 0 && folder.indexOf('{') < 0;
      if (fixed && keys.isEmpty()) {
        root.append(folder).append('/');
      } else {
        // As the crawler names folders that do not name themselves.
        keys.add(equal > 0 ? folder.substring(0, equal) : "partition_" + keys.size());
      }
    }
    return new LandedLayout(root.toString(), keys);
  }

  /** The folder of an object, without its name. */
  static String folder(String key) {
    return key.substring(0, key.lastIndexOf('/') + 1);
  }

  /** The partition's values out of a folder, as they stand there. */
  List<String> values(String folder) {
    List<String> values = new ArrayList<>();
    if (keys.isEmpty()) {
      return values;
    }
    for (String name : folder.substring(root.length(), folder.length() - 1).split("/", -1)) {
      values.add(name.substring(name.indexOf('=') + 1));
    }
    return values;
  }
}
