package io.ticklake.ops.control;

import io.ticklake.component.kafkaslice.KafkaSliceConsumer;
import io.ticklake.component.kafkaslice.Slice;
import io.ticklake.component.kafkaslice.SliceListener;
import io.ticklake.ops.health.StageStates;
import io.ticklake.ops.metrics.ConsumerLag;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.IntSupplier;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.support.LifecycleStrategySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Registers an MBean for each archive route and each source as routes come and go, one for the
 * catalogue and one for the log: {@code ticklake:type=Archive,route=archive-bars}, {@code
 * ticklake:type=Source,name=ingest-poll}, {@code ticklake:type=Catalog}, {@code ticklake:type=Log}.
 */
public final class ControlBeans extends LifecycleStrategySupport implements SliceListener {
  private static final Logger LOG = LoggerFactory.getLogger(ControlBeans.class);
  private static final String DOMAIN = "ticklake";
  private static final String CATALOG_ROUTE = "catalog-poll";

  private final CamelContext context;
  private final StageStates states;
  private final StageHandles handles;
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final ConsumerLag lag = new ConsumerLag();
  private final Map<String, LastLanded> landed = new ConcurrentHashMap<>();
  private final Set<ObjectName> registered = ConcurrentHashMap.newKeySet();
  private final ExecutorService pool;

  /**
   * What stages let operators do, beyond their routes.
   *
   * @param updateCatalog has the catalogue's next tick update, whatever has landed
   * @param budgetLeft requests to the market that are left at this moment
   */
  public record StageHandles(Runnable updateCatalog, IntSupplier budgetLeft) {}

  /** Give it to {@link CamelContext#addLifecycleStrategy} before routes are added. */
  public ControlBeans(CamelContext context, StageStates states, StageHandles handles) {
    this.context = context;
    this.states = states;
    this.handles = handles;
    this.pool = context.getExecutorServiceManager().newSingleThreadExecutor(this, "operator");
    register(new LogControl(), "type=Log");
  }

  @Override
  public void onRoutesAdd(Collection<Route> routes) {
    for (Route route : own(routes)) {
      String id = route.getRouteId();
      RouteSwitch control = new RouteSwitch(context, id, pool);
      if (route.getConsumer() instanceof KafkaSliceConsumer consumer) {
        register(
            new ArchiveControl(
                control,
                consumer,
                partition -> lag.behind(partition.topic(), partition.partition()),
                lastLanded(id)),
            archive(id));
      } else if (id.equals(CATALOG_ROUTE)) {
        register(new CatalogControl(control, states, handles.updateCatalog()), "type=Catalog");
      } else if (isSource(route)) {
        register(new SourceControl(context, id, control, handles.budgetLeft()), source(id));
      }
    }
  }

  /** Routes of the first stage that begin by themselves; the others are called by them. */
  private static boolean isSource(Route route) {
    return route.getRouteId().startsWith("ingest-")
        && !(route.getEndpoint() instanceof DirectEndpoint);
  }

  @Override
  public void onRoutesRemove(Collection<Route> routes) {
    for (Route route : own(routes)) {
      String id = route.getRouteId();
      List.of(archive(id), source(id))
          .forEach(properties -> name(properties).ifPresent(this::unregister));
    }
  }

  @Override
  public void onContextStopped(CamelContext stopped) {
    if (stopped == context) {
      registered.forEach(this::unregister);
    }
  }

  /**
   * Route files are tried in contexts of their own, which find this in the registry that they share
   * with the running one.
   */
  private List<Route> own(Collection<Route> routes) {
    return routes.stream().filter(route -> route.getCamelContext() == context).toList();
  }

  @Override
  public void landed(String route, Slice slice, Instant oldest, Instant at) {
    int objects = slice.objects().size();
    if (objects > 0) {
      lastLanded(route).set(slice.objects().get(objects - 1).key(), at);
    }
  }

  private LastLanded lastLanded(String route) {
    return landed.computeIfAbsent(route, id -> new LastLanded());
  }

  private static String archive(String route) {
    return "type=Archive,route=" + quoted(route);
  }

  private static String source(String route) {
    return "type=Source,name=" + quoted(route);
  }

  private static String quoted(String id) {
    return id.matches("[A-Za-z0-9._-]+") ? id : ObjectName.quote(id);
  }

  private void register(Object bean, String properties) {
    name(properties)
        .ifPresent(
            name -> {
              try {
                unregister(name);
                server.registerMBean(bean, name);
                registered.add(name);
              } catch (JMException e) {
                LOG.atWarn().addKeyValue("mbean", name).setCause(e).log("cannot be registered");
              }
            });
  }

  private static Optional<ObjectName> name(String properties) {
    try {
      return Optional.of(new ObjectName(DOMAIN + ":" + properties));
    } catch (JMException e) {
      LOG.atWarn().addKeyValue("mbean", properties).setCause(e).log("has no possible name");
      return Optional.empty();
    }
  }

  private void unregister(ObjectName name) {
    try {
      registered.remove(name);
      if (server.isRegistered(name)) {
        server.unregisterMBean(name);
      }
    } catch (JMException e) {
      LOG.atDebug().addKeyValue("mbean", name).setCause(e).log("was gone already");
    }
  }
}
