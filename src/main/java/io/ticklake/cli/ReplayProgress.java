package io.ticklake.cli;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a replay is: a bar on a terminal, a log line now and then elsewhere. */
final class ReplayProgress implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayProgress.class);
  private static final long LOG_EVERY_NANOS = 5_000_000_000L;

  private final long total;
  private final @Nullable ProgressBar bar;
  private long lastLogged = System.nanoTime();

  ReplayProgress(long total) {
    this.total = total;
    this.bar =
        isTerminal()
            ? new ProgressBarBuilder().setTaskName("replay").setInitialMax(total).build()
            : null;
  }

  // On Java 17 a console is there only when input and output are a terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  void sent(long rows) {
    if (bar != null) {
      bar.stepTo(rows);
    } else if (System.nanoTime() - lastLogged > LOG_EVERY_NANOS) {
      lastLogged = System.nanoTime();
      LOG.atInfo().addKeyValue("rows", rows).addKeyValue("of", total).log("replaying");
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
