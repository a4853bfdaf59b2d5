package io.ticklake.ops.status;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.ticklake.config.Secret;
import io.ticklake.ops.health.Cures;
import io.ticklake.ops.status.Snapshot.Event;
import io.ticklake.ops.status.Snapshot.Problem;
import io.ticklake.ops.status.Snapshot.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.event.KeyValuePair;

/**
 * What the program says of itself in its log, the newest of each stage, and what went wrong. Any
 * thread may append, any may read: all share this object's lock.
 */
final class EventLog extends AppenderBase<ILoggingEvent> {
  private static final int EVENTS = 3;
  private static final int PROBLEMS = 20;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int LONGEST_MESSAGE = 700;
  private static final int LONGEST_DETAILS = 160;

  // A shorter text than a secret would be found in words that are none.
  private static final int SHORTEST_SECRET = 6;

  private final List<String> secrets;
  private final Map<String, Deque<Event>> events = new HashMap<>();
  private final Map<String, Problem> problems = new LinkedHashMap<>();

  /**
   * @param secrets what no text may show, should it ever stand in the log
   */
  EventLog(Collection<Secret> secrets) {
    this.secrets =
        secrets.stream()
            .map(Secret::reveal)
            .filter(text -> text.length() >= SHORTEST_SECRET)
            .toList();
    setName("status-page");
  }

  @Override
  protected synchronized void append(ILoggingEvent event) {
    String place = LogPlace.of(event.getLoggerName());
    boolean own = event.getLoggerName().startsWith("io.ticklake.");
    if (event.getLevel().isGreaterOrEqual(own ? Level.WARN : Level.ERROR)) {
      problem(place, event);
    } else if (own && event.getLevel().toInt() == Level.INFO_INT) {
      Deque<Event> last = events.computeIfAbsent(place, name -> new ArrayDeque<>());
      last.addFirst(new Event(at(event), firstLine(event), details(event)));
      if (last.size() > EVENTS) {
        last.removeLast();
      }
    }
  }

  private void problem(String place, ILoggingEvent event) {
    String code = value(event, "code");
    String message = withoutCode(firstLine(event), code);
    // The same trouble of another object or partition is the same trouble.
    String key = place + " " + (code.isEmpty() ? message.replaceAll("\\d+", "#") : code);
    Problem before = problems.remove(key);
    problems.put(
        key,
        new Problem(
            place,
            event.getLevel().isGreaterOrEqual(Level.ERROR) ? Severity.ERROR : Severity.WARNING,
            code,
            message,
            Cures.of(code).orElse(null),
            before == null ? 1 : before.count() + 1,
            before == null ? at(event) : before.first(),
            at(event)));
    if (problems.size() > PROBLEMS) {
      problems.remove(problems.keySet().iterator().next());
    }
  }

  /** What this stage did last, newest first. */
  synchronized List<Event> events(String stage) {
    return List.copyOf(events.getOrDefault(stage, new ArrayDeque<>()));
  }

  /** What went wrong within the last hour, newest first. */
  synchronized List<Problem> problems(Instant now) {
    problems.values().removeIf(problem -> problem.last().isBefore(now.minus(KEPT)));
    List<Problem> newestFirst = new ArrayList<>(problems.values());
    Collections.reverse(newestFirst);
    return newestFirst;
  }

  private static Instant at(ILoggingEvent event) {
    return Instant.ofEpochMilli(event.getTimeStamp());
  }

  // Tables and traces follow in further lines.
  private String firstLine(ILoggingEvent event) {
    return shown(event.getFormattedMessage().lines().findFirst().orElse(""), LONGEST_MESSAGE);
  }

  private static String withoutCode(String message, String code) {
    return code.isEmpty() ? message : message.replace(" [" + code + "]", "");
  }

  private String details(ILoggingEvent event) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null
        ? ""
        : shown(
            pairs.stream().map(p -> p.key + " " + p.value).collect(Collectors.joining(", ")),
            LONGEST_DETAILS);
  }

  private static String value(ILoggingEvent event, String key) {
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    return pairs == null
        ? ""
        : pairs.stream()
            .filter(p -> p.key.equals(key))
            .map(p -> String.valueOf(p.value))
            .findFirst()
            .orElse("");
  }

  private String shown(String text, int longest) {
    String masked = text;
    for (String secret : secrets) {
      masked = masked.replace(secret, "***");
    }
    return cut(masked, longest);
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest) + "…" : text;
  }
}
