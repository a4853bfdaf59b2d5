package io.ticklake.component.kafkaslice;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Hears what the program reports as lost; its log is else silent meanwhile. */
final class SimLossReports implements AutoCloseable {
  private final Logger all = (Logger) LoggerFactory.getLogger(Recovery.class.getPackageName());
  private final Logger completion = (Logger) LoggerFactory.getLogger(Completion.class);
  private final AppenderBase<ILoggingEvent> ear;

  SimLossReports(SimAudit audit) {
    ear =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            event.getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals("lost"))
                .forEach(pair -> audit.lost((Long) pair.value));
          }

          // The lock of the original would be held by a thread that gives way.
          @Override
          public synchronized void doAppend(ILoggingEvent event) {
            append(event);
          }
        };
    ear.setContext(all.getLoggerContext());
    ear.start();
    all.setLevel(Level.OFF);
    completion.setLevel(Level.ERROR);
    completion.setAdditive(false);
    completion.addAppender(ear);
  }

  @Override
  public void close() {
    completion.detachAppender(ear);
    completion.setAdditive(true);
    completion.setLevel(null);
    all.setLevel(null);
  }
}
