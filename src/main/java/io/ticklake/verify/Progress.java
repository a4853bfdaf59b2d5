package io.ticklake.verify;

/** Hears how far an audit is. Called from several threads. */
public interface Progress {
  /** Says nothing. */
  Progress NONE =
      new Progress() {
        @Override
        public void begin(String what, long total) {}

        @Override
        public void done() {}
      };

  /** A new part of the work begins. */
  void begin(String what, long total);

  /** One of the total is done. */
  void done();
}
