package io.ticklake.component.kafkaslice;

/** Decides what happens at every step of the simulated processes. */
interface SimFates {
  /** Whether the process has to let others run before this step. */
  boolean pauses(SimProcess process, SimStep step, String what);

  /** What becomes of the request. */
  SimFate of(SimProcess process, SimStep step, String what);

  /** What the next poll brings. */
  Poll poll(SimProcess process);

  /** What a poll brings. */
  enum Poll {
    RECORDS,
    REVOKED,
    LOST,
    STOP,
    KILLED
  }

  /** Nothing goes wrong, and each turn goes up to the next poll. */
  SimFates CALM =
      new SimFates() {
        @Override
        public boolean pauses(SimProcess process, SimStep step, String what) {
          return step == SimStep.POLL;
        }

        @Override
        public SimFate of(SimProcess process, SimStep step, String what) {
          return SimFate.DONE;
        }

        @Override
        public Poll poll(SimProcess process) {
          return Poll.RECORDS;
        }
      };
}
