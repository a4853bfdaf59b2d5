package io.ticklake.component.kafkaslice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All that decides a simulated history; the same plan gives the same one.
 *
 * @param logs of the topic's lives, see {@link #record}
 * @param produced how much of each log is there from the start
 * @param latest whether an archive without a commit starts at the end of the log
 * @param workers one for each process slot
 * @param events what may go wrong
 * @param intensity how often, of 256
 * @param choices which interleaving; when they are used up, all faults end
 */
record SimPlan(
    List<List<Integer>> logs,
    int produced,
    boolean latest,
    List<Worker> workers,
    Set<SimEvent> events,
    int intensity,
    List<Integer> choices) {
  /** Layout and format of three versions of the route, see {@link #format}. */
  private static final List<String> PATHS =
      List.of("lake/p={field:a}", "lake/p={field:b}", "lake/all");

  /**
   * How a process is set up.
   *
   * @param records of a slice
   * @param folders of a slice
   * @param polled records of a poll
   * @param memory bytes of open slices
   */
  record Worker(int records, int folders, int polled, int memory) {}

  static String path(int edit) {
    return PATHS.get(edit % PATHS.size());
  }

  static SimFormat format(int edit) {
    return new SimFormat(1 + edit % 2, isNewer(edit));
  }

  /** The third and later versions of the route run on a newer release. */
  static boolean isNewer(int edit) {
    return edit >= 2;
  }

  SimTopic topic(int life) {
    List<Integer> log = logs.get(life);
    List<SimRecord> records = new ArrayList<>();
    for (int offset = 0; offset < log.size(); offset++) {
      int shape = log.get(offset);
      if (shape < 14) {
        records.add(record(life, offset, shape));
      }
    }
    return new SimTopic(life, records, Math.min(produced, log.size()));
  }

  /** Shapes 0 to 11: good. 12: refused by every parser, 13: by the old one. 14, 15: no record. */
  private static SimRecord record(int life, int offset, int shape) {
    int poison = shape == 12 ? 2 : shape == 13 ? 1 : 0;
    return new SimRecord(life, offset, shape & 1, shape >> 1 & 1, poison);
  }
}
