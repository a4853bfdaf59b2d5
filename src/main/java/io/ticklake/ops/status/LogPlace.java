package io.ticklake.ops.status;

import java.util.Map;

/** Which part of the program a logger is of. */
final class LogPlace {
  private static final String OWN = "io.ticklake.";
  private static final Map<String, String> COMPONENTS =
      Map.of("kafkaslice", "archive", "aws2glue", "catalog");

  private LogPlace() {}

  /** The stage, else the package's first name below ours, else the library's. */
  static String of(String logger) {
    if (!logger.startsWith(OWN)) {
      return "program";
    }
    String[] names = logger.substring(OWN.length()).split("\\.", -1);
    return names[0].equals("component") && names.length > 1
        ? COMPONENTS.getOrDefault(names[1], names[1])
        : names[0];
  }
}
