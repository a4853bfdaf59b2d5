package io.ticklake.ops.log;

/** What a line of the log looks like. */
public enum LogFormat {
  /** For people: time, level, who, what, with which values. */
  TEXT,
  /** For programs: one JSON object for each event, a stack trace included. */
  JSON
}
