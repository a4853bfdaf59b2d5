package io.ticklake.catalog;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.PartitionInput;
import software.amazon.awssdk.services.glue.model.StorageDescriptor;

/**
 * The table says which partitions there may be: days from the first that landed until now, and of
 * other keys the values that landed. A new day needs no call of Glue; a new value changes the
 * table.
 */
final class ProjectedPartitions implements Registration {
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final String NOW = "NOW";

  private final Clock clock;

  ProjectedPartitions(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Map<String, String> properties(LakeTable table, Map<String, String> present) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (table.keys().isEmpty()) {
      return properties;
    }
    properties.put(PROJECTION + "enabled", "true");
    properties.put(TEMPLATE, table.template());
    for (int i = 0; i < table.keys().size(); i++) {
      String prefix = PROJECTION + table.keys().get(i);
      List<String> values = table.values(i);
      boolean wasDay = "date".equals(present.getOrDefault(prefix + ".type", "date"));
      if (wasDay && values.stream().allMatch(value -> DAY.matcher(value).matches())) {
        properties.put(prefix + ".type", "date");
        properties.put(prefix + ".format", "yyyy-MM-dd");
        properties.put(prefix + ".range", range(values, present.get(prefix + ".range")));
      } else {
        properties.put(prefix + ".type", "enum");
        properties.put(
            prefix + ".values", union(table, values, present.getOrDefault(prefix + ".values", "")));
      }
    }
    return properties;
  }

  @Override
  public List<PartitionInput> partitions(LakeTable table, StorageDescriptor storage) {
    return List.of();
  }

  private String range(List<String> days, @Nullable String present) {
    List<String> all = new ArrayList<>(days);
    if (present != null) {
      all.addAll(Arrays.asList(present.split(",", -1)));
    }
    all.removeIf(day -> !DAY.matcher(day).matches());
    String first = all.stream().min(String::compareTo).orElseThrow();
    String last = all.stream().max(String::compareTo).orElseThrow();
    // Days of another time zone, or of a simulation, may lie ahead of ours.
    return first + "," + (last.compareTo(LocalDate.now(clock).toString()) > 0 ? last : NOW);
  }

  private static String union(LakeTable table, List<String> values, String present) {
    TreeSet<String> all = new TreeSet<>(values);
    if (!present.isEmpty()) {
      all.addAll(Arrays.asList(present.split(",", -1)));
    }
    for (String value : all) {
      if (value.indexOf(',') >= 0) {
        throw new IllegalArgumentException(
            "Table '%s' has the partition value '%s', and a list of projected values cannot hold a comma: use ticklake.catalog.mode=partitions"
                .formatted(table.name(), value));
      }
    }
    return String.join(",", all);
  }
}
