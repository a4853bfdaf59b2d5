package io.ticklake.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the sending of records is: a bar on a terminal, a log line now and then elsewhere. */
final class ReplayProgress implements AutoCloseable {
  /** Of work whose end is not known. */
  static final long ENDLESS = -1;

  private static final Logger LOG = LoggerFactory.getLogger(ReplayProgress.class);
  private static final long LOG_EVERY_NANOS = 5_000_000_000L;
  // Looking at the clock for each of a million records a second would be felt.
  private static final long EVERY_RECORDS = 256;

  private final String task;
  private final long total;
  private final @Nullable ProgressBar bar;
  private long lastLogged = System.nanoTime();
  private long lastRecords;

  /**
   * @param task one word
   * @param total records, or {@link #ENDLESS}
   */
  ReplayProgress(String task, long total) {
    this.task = task;
    this.total = total;
    this.bar =
        isTerminal()
            ? new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(total)
                .setUnit(" records", 1)
                .showSpeed()
                .build()
            : null;
  }

  // On Java 17 a console is there only when input and output are a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  /** So many records are sent. */
  void sent(long records) {
    if (bar != null) {
      bar.stepTo(records);
    } else if (records < EVERY_RECORDS || records % EVERY_RECORDS == 0) {
      log(records);
    }
  }

  private void log(long records) {
    long passed = System.nanoTime() - lastLogged;
    if (passed > LOG_EVERY_NANOS) {
      var line =
          LOG.atInfo()
              .addKeyValue("records", records)
              .addKeyValue("perSecond", (records - lastRecords) * 1_000_000_000L / passed);
      (total == ENDLESS ? line : line.addKeyValue("of", total)).log(task);
      lastLogged += passed;
      lastRecords = records;
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
