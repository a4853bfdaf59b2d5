package io.ticklake.testkit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** What a package logs during a test. */
public final class LogLines implements BeforeEachCallback, AfterEachCallback {
  private final Logger logger;
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };

  public LogLines(Package logged) {
    this.logger = (Logger) LoggerFactory.getLogger(logged.getName());
  }

  /** The lines of a level, as {@code message key=value key=value}. */
  public List<String> at(org.slf4j.event.Level level) {
    Level wanted = Level.convertAnSLF4JLevel(level);
    return events.stream().filter(e -> e.getLevel() == wanted).map(LogLines::text).toList();
  }

  private static String text(ILoggingEvent event) {
    Stream<String> values =
        event.getKeyValuePairs() == null
            ? Stream.empty()
            : event.getKeyValuePairs().stream().map(p -> p.key + "=" + Objects.toString(p.value));
    return Stream.concat(Stream.of(event.getFormattedMessage()), values)
        .collect(Collectors.joining(" "));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    appender.start();
    logger.addAppender(appender);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.detachAppender(appender);
  }
}
