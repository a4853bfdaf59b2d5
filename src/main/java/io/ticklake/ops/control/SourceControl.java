package io.ticklake.ops.control;

import java.time.Instant;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;

/** A source for JMX. */
final class SourceControl implements SourceMXBean {
  private final CamelContext context;
  private final String id;
  private final RouteSwitch route;
  private final IntSupplier budget;

  /**
   * @param budget requests that are left at this moment
   */
  SourceControl(CamelContext context, String id, RouteSwitch route, IntSupplier budget) {
    this.context = context;
    this.id = id;
    this.route = route;
    this.budget = budget;
  }

  @Override
  public String getState() {
    return route.state();
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // that is what Camel's MBean gives
  public String getLastPoll() {
    return statistics()
        .map(ManagedRouteMBean::getLastExchangeCompletedTimestamp)
        .map(at -> Instant.ofEpochMilli(at.getTime()).toString())
        .orElse("");
  }

  @Override
  public int getBudgetLeft() {
    return budget.getAsInt();
  }

  @Override
  public long getPolls() {
    try {
      return statistics().isPresent() ? statistics().get().getExchangesCompleted() : 0;
    } catch (Exception e) { // declared by Camel's interface for remote calls; this one is local
      return 0;
    }
  }

  private Optional<ManagedRouteMBean> statistics() {
    return Optional.ofNullable(
            context.getCamelContextExtension().getContextPlugin(ManagedCamelContext.class))
        .map(managed -> managed.getManagedRoute(id));
  }

  @Override
  public String pollNow() {
    return route.now();
  }

  @Override
  public void pause() {
    route.pause();
  }

  @Override
  public void resume() {
    route.resume();
  }
}
