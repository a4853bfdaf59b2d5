package io.ticklake.ops.live;

import io.ticklake.ops.live.RouteDirectory.Listing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
  private static final long LOOK_MILLIS = 500;

  private final CamelContext context;
  private final List<RouteFile> packaged;
  private final RouteDirectory directory;
  private final Rehearsal rehearsal;
  private final Rejections rejections = new Rejections();
  private final RouteSwap swap;

  private Map<String, RouteFile> accepted = new TreeMap<>();
  private @Nullable Map<String, String> running;
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
    this.context = context;
    this.packaged = RouteDirectory.packaged(packagedNames);
    this.directory = new RouteDirectory(directory);
    this.rehearsal = new Rehearsal(context, settings, javaRoutes);
    this.swap = new RouteSwap(context);
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
    handled = directory.list();
    seen = handled;
    accept(handled);
    RouteSet.parse(context, effective(accepted)).addTo(context);
  }

  @Override
  protected void doStart() {
    schedule =
        context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "live-routes");
    var unused =
        schedule.scheduleWithFixedDelay(
            this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    if (schedule != null) {
      context.getExecutorServiceManager().shutdownNow(schedule);
    }
  }

  private void look() {
    try {
      Listing now = directory.list();
      boolean settled = now.isSameAs(seen);
      seen = now;
      if (settled && !now.isSameAs(handled)) {
        handled = now;
        take(now);
      }
    } catch (Exception | LinkageError e) {
      // A schedule ends for ever at the first exception: the next look must come.
      LOG.atError().setCause(e).log("route files could not be looked at; the running routes go on");
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
    try {
      swap.replace(RouteSet.parse(context, effective(accepted)), changed);
      running = after;
      LOG.atInfo().addKeyValue("routes", changed).log("route files taken");
    } catch (Exception e) {
      Set<String> names = differing(previous, accepted);
      accepted = previous;
      names.forEach(name -> rejections.add(name, RouteFileException.of(name, e)));
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
  private Map<String, String> accept(Listing now) throws RouteFileException {
    now.unreadable().forEach(rejections::add);
    Set<String> pending = differing(accepted, now.files());
    pending.removeAll(now.unreadable().keySet());
    rejections.retain(names(now, pending));
    Map<String, String> prints = running == null ? Map.of() : running;
    int left;
    do {
      left = pending.size();
      // A file may need another one that is new too: what failed is tried again as long as
      // something else was taken.
      for (String name : new ArrayList<>(pending)) {
        Map<String, RouteFile> candidate = withFile(name, now.files().get(name));
        try {
          prints = rehearsal.fingerprints(effective(candidate));
          accepted = candidate;
          pending.remove(name);
          rejections.remove(name);
        } catch (RouteFileException e) {
          rejections.add(name, e);
        }
      }
    } while (!pending.isEmpty() && pending.size() < left);
    return prints;
  }

  private static Set<String> names(Listing now, Set<String> pending) {
    Set<String> names = new HashSet<>(pending);
    names.addAll(now.unreadable().keySet());
    return names;
  }

  private Map<String, RouteFile> withFile(String name, @Nullable RouteFile file) {
    Map<String, RouteFile> candidate = new TreeMap<>(accepted);
    if (file == null) {
      candidate.remove(name);
    } else {
      candidate.put(name, file);
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
