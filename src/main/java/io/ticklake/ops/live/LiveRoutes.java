package io.ticklake.ops.live;

import io.ticklake.ops.live.RouteDirectory.Listing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.service.ServiceSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the running routes equal to the route files: the packaged ones, and over them those of the
 * routes directory. The directory is looked at twice a second; a change is taken when two looks
 * agree. Each changed file is rehearsed first and taken or rejected alone; only routes that differ
 * are replaced.
 *
 * <p>Threads: {@link #load} runs on the starting thread, before the one thread of the schedule
 * exists; everything else on that one. Rejections are read by any thread.
 */
public final class LiveRoutes extends ServiceSupport {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final CamelContext context;
  private final List<RouteFile> packaged;
  private final RouteDirectory directory;
  private final Rehearsal rehearsal;
  private final Rejections rejections = new Rejections();
  private final RouteSwap swap;
  private final Duration pause;

  private Map<String, RouteFile> accepted = new TreeMap<>();
  private @Nullable Map<String, String> running;
  private boolean warm;
  private Listing seen = new Listing(Map.of(), Map.of());
  private Listing handled = seen;
  private @Nullable ScheduledExecutorService schedule;

  /**
   * @param packagedNames the route files in the jar, in order of the flow
   * @param settings what the context's placeholders resolve to
   * @param javaRoutes makes the routes in Java that route files call
   */
  public LiveRoutes(
      CamelContext context,
      List<String> packagedNames,
      Path directory,
      Properties settings,
      Supplier<List<RoutesBuilder>> javaRoutes) {
    this(
        context,
        RouteDirectory.packaged(packagedNames),
        new RouteDirectory(directory),
        new Rehearsal(context, settings, javaRoutes),
        LOOK);
  }

  /**
   * @param pause between two looks
   */
  LiveRoutes(
      CamelContext context,
      List<RouteFile> packaged,
      RouteDirectory directory,
      Rehearsal rehearsal,
      Duration pause) {
    this.context = context;
    this.packaged = packaged;
    this.directory = directory;
    this.rehearsal = rehearsal;
    this.swap = new RouteSwap(context);
    this.pause = pause;
  }

  /** Which files are rejected, and why: for health and metrics. */
  public Rejections rejections() {
    return rejections;
  }

  /**
   * Adds every route to the context, before it starts. A broken external file is reported and left
   * out; broken packaged files are an exception.
   */
  public void load() throws Exception {
    handled = list().orElse(seen);
    seen = handled;
    accept(handled);
    RouteSet.parse(context, effective(accepted)).addTo(context);
  }

  @Override
  protected void doStart() {
    rejections.publishTo(context);
    schedule =
        context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "live-routes");
    var unused =
        schedule.scheduleWithFixedDelay(
            this::look, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    if (schedule != null) {
      context.getExecutorServiceManager().shutdownNow(schedule);
    }
  }

  private void look() {
    try {
      Listing now = list().orElse(handled);
      boolean settled = now.isSameAs(seen) && context.getStatus().isStarted();
      seen = now;
      if (settled && !warm) {
        // The first rehearsal loads many classes: done now, the first edit need not wait for it.
        warm = true;
        running = rehearsal.fingerprints(effective(accepted));
      }
      if (settled && !now.isSameAs(handled)) {
        handled = now;
        take(now);
      }
    } catch (Exception | LinkageError | StackOverflowError e) {
      // A schedule ends for ever at the first exception: the next look must come.
      LOG.atError().setCause(e).log("route files could not be looked at; the running routes go on");
    }
  }

  /** What lies in the directory; nothing, with a report, when that cannot be told. */
  private Optional<Listing> list() {
    try {
      Listing listing = directory.list();
      rejections.remove(directory.toString());
      return Optional.of(listing);
    } catch (IOException e) {
      rejections.add(directory.toString(), RouteFileException.of(directory.toString(), e));
      return Optional.empty();
    }
  }

  private void take(Listing now) throws Exception {
    Map<String, String> before = fingerprintsNow();
    Map<String, RouteFile> previous = accepted;
    Map<String, String> after = accept(now);
    Set<String> changed = differing(before, after);
    if (changed.isEmpty()) {
      return;
    }
    RouteSet next = RouteSet.parse(context, effective(accepted));
    try {
      swap.replace(next, changed);
      running = after;
      LOG.atInfo().addKeyValue("routes", changed).log("route files taken");
    } catch (Exception e) {
      RouteFileException failure = RouteFileException.of(next, e);
      differing(previous, accepted).forEach(name -> rejections.add(name, at(name, failure)));
      accepted = previous;
      swap.replace(RouteSet.parse(context, effective(previous)), changed);
    }
  }

  private Map<String, String> fingerprintsNow() throws RouteFileException {
    if (running == null) {
      running = rehearsal.fingerprints(effective(accepted));
    }
    return running;
  }

  /**
   * Takes what works of a listing, file by file, until nothing more can be taken; returns the
   * fingerprints of the result.
   */
  private Map<String, String> accept(Listing now) {
    now.unreadable().forEach(rejections::add);
    Set<String> pending = differing(accepted, now.files());
    pending.removeAll(now.unreadable().keySet());
    rejections.retain(names(now, pending));
    Map<String, String> prints = running == null ? Map.of() : running;
    // All at once first: two files may have exchanged their routes.
    List<Set<String>> attempts = new ArrayList<>();
    if (pending.size() > 1) {
      attempts.add(Set.copyOf(pending));
    }
    int left;
    do {
      left = pending.size();
      // A file may need another one that is new too: what failed is tried again as long as
      // something else was taken.
      pending.forEach(name -> attempts.add(Set.of(name)));
      for (Set<String> names : attempts) {
        prints = accept(names, now, pending).orElse(prints);
      }
      attempts.clear();
    } while (!pending.isEmpty() && pending.size() < left);
    return prints;
  }

  /** Takes these files together, or none; a file that fails alone is rejected. */
  private Optional<Map<String, String>> accept(
      Set<String> names, Listing now, Set<String> pending) {
    if (!pending.containsAll(names)) {
      return Optional.empty();
    }
    Map<String, RouteFile> candidate = withFiles(names, now);
    try {
      Map<String, String> prints = rehearsal.fingerprints(effective(candidate));
      accepted = candidate;
      pending.removeAll(names);
      names.forEach(rejections::remove);
      return Optional.of(prints);
    } catch (RouteFileException e) {
      if (names.size() == 1) {
        names.forEach(name -> rejections.add(name, at(name, e)));
      }
      return Optional.empty();
    }
  }

  private RouteFileException at(String name, RouteFileException failure) {
    return failure.orAt(directory + "/" + name);
  }

  private static Set<String> names(Listing now, Set<String> pending) {
    Set<String> names = new HashSet<>(pending);
    names.addAll(now.unreadable().keySet());
    return names;
  }

  private Map<String, RouteFile> withFiles(Set<String> names, Listing now) {
    Map<String, RouteFile> candidate = new TreeMap<>(accepted);
    candidate.keySet().removeAll(names);
    for (String name : names) {
      RouteFile file = now.files().get(name);
      if (file != null) {
        candidate.put(name, file);
      }
    }
    return candidate;
  }

  private Collection<RouteFile> effective(Map<String, RouteFile> external) {
    List<RouteFile> files = new ArrayList<>(packaged);
    files.addAll(external.values());
    return files;
  }

  private static <V> Set<String> differing(Map<String, V> before, Map<String, V> after) {
    Set<String> names = new LinkedHashSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> before.containsKey(name) && before.get(name).equals(after.get(name)));
    return names;
  }
}
