package io.ticklake.cli;

import io.ticklake.ingest.replay.Replay;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What comes after the last row; at most one of these. */
final class ReplayEndOptions {
  @Option(
      names = "--sample",
      description = "Rows at random for ever, one a second unless --rate says otherwise: a demo.")
  boolean sample;

  @ArgGroup(exclusive = false)
  LoopOptions loop = new LoopOptions();

  /** The file again and again. */
  static final class LoopOptions {
    @Option(
        names = "--loop",
        required = true,
        description = "The file again and again, for ever, with the same dates.")
    private boolean loop;

    @Option(
        names = "--shift-dates",
        description = "With --loop: every further pass is dated after the one before.")
    private boolean shiftDates;
  }

  /** Whether only a signal or --count ends it. */
  boolean isEndless() {
    return sample || loop.loop;
  }

  boolean shiftsDates() {
    return loop.shiftDates;
  }

  Replay.Loop loop() {
    if (sample) {
      return Replay.Loop.SAME_DATES;
    }
    if (!loop.loop) {
      return Replay.Loop.NONE;
    }
    return loop.shiftDates ? Replay.Loop.LATER_DATES : Replay.Loop.SAME_DATES;
  }
}
