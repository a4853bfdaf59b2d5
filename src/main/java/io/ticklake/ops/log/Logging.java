package io.ticklake.ops.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import io.ticklake.config.Secret;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the log up as the settings want it: logback.xml has the appender and the levels to begin
 * with. A file of the operator's own (-Dlogback.configurationFile) without an appender {@code
 * console} keeps its form.
 */
public final class Logging {
  private static final Logger LOG = LoggerFactory.getLogger(Logging.class);
  private static final String APPENDER = "console";

  private Logging() {}

  /** May be called again, when more secrets are known. */
  public static void configure(LogConfig config, Collection<Secret> secrets) {
    configure((LoggerContext) LoggerFactory.getILoggerFactory(), config, secrets);
  }

  static void configure(LoggerContext context, LogConfig config, Collection<Secret> secrets) {
    config.levels().forEach((logger, level) -> context.getLogger(logger).setLevel(level));
    if (context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender(APPENDER)
        instanceof OutputStreamAppender<ILoggingEvent> console) {
      Encoder<ILoggingEvent> lines = lines(context, config.format(), console.getEncoder());
      MaskingEncoder masking = new MaskingEncoder(lines, secrets);
      masking.setContext(context);
      masking.start();
      // Not stopped for it: that would lose what is logged meanwhile.
      console.setEncoder(masking);
    } else if (config.format() == LogFormat.JSON) {
      LOG.warn(
          "The log keeps the form of its own configuration file, which has no appender 'console'");
    }
  }

  private static Encoder<ILoggingEvent> lines(
      LoggerContext context, LogFormat format, Encoder<ILoggingEvent> present) {
    return switch (format) {
      case TEXT -> present instanceof MaskingEncoder masking ? masking.lines() : present;
      case JSON -> json(context);
    };
  }

  /** Logback's own, without what says the same twice. */
  private static Encoder<ILoggingEvent> json(LoggerContext context) {
    JsonEncoder json = new JsonEncoder();
    json.setContext(context);
    json.setWithFormattedMessage(true);
    json.setWithMessage(false);
    json.setWithArguments(false);
    json.setWithContext(false);
    json.setWithSequenceNumber(false);
    json.setWithNanoseconds(false);
    json.start();
    return json;
  }

  /**
   * Changes the level of a logger until the next start.
   *
   * @param level a level's name; empty: as its parent's
   * @throws IllegalArgumentException for another word
   */
  public static void level(String logger, String level) {
    Level wanted = level.isBlank() ? null : Level.toLevel(level.trim(), null);
    if (wanted == null && !level.isBlank()) {
      throw new IllegalArgumentException(
          "Level '%s' is none of OFF, ERROR, WARN, INFO, DEBUG, TRACE.".formatted(level));
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    String name = logger.isBlank() ? Logger.ROOT_LOGGER_NAME : logger.trim();
    // Asked for by name so that a mistyped one does not fill memory with loggers.
    if (name.length() > 200 || !name.matches("[A-Za-z0-9_.$]+")) {
      throw new IllegalArgumentException("Logger '%s' is no logger's name.".formatted(name));
    }
    context.getLogger(name).setLevel(wanted);
    LOG.atInfo()
        .addKeyValue("logger", name)
        .addKeyValue("level", wanted == null ? "as its parent" : wanted)
        .log("log level changed");
  }

  /** The levels that are set, by logger. */
  public static Map<String, String> levels() {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Map<String, String> levels = new TreeMap<>();
    context.getLoggerList().stream()
        .filter(logger -> logger.getLevel() != null)
        .forEach(logger -> levels.put(logger.getName(), logger.getLevel().toString()));
    return levels;
  }
}
