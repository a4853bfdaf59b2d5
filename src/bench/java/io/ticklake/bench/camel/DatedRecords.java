package io.ticklake.bench.camel;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Message;

/** Lines gathered by the folder that the headers name. */
final class DatedRecords {
  /** The lines of one folder. */
  record Group(String folder, ByteArrayOutputStream lines) {}

  private final Map<String, Group> groups = new TreeMap<>();

  void add(Message record) {
    Group group =
        groups.computeIfAbsent(
            folder(record), name -> new Group(name, new ByteArrayOutputStream(64 << 10)));
    byte[] value = record.getBody(byte[].class);
    group.lines().write(value, 0, value.length);
    group.lines().write('\n');
  }

  static String folder(Message record) {
    return "timespan=%s/dt=%s"
        .formatted(text(record.getHeader("timespan")), text(record.getHeader("dt")));
  }

  private static String text(Object header) {
    return header instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(header);
  }

  List<Group> groups() {
    return List.copyOf(groups.values());
  }

  Group only() {
    return groups.values().iterator().next();
  }
}
