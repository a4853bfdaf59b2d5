package io.ticklake.ops.control;

import io.ticklake.ops.health.StageStates;
import io.ticklake.ops.health.Trouble;
import java.time.Instant;

/** The catalogue for JMX. */
final class CatalogControl implements CatalogMXBean {
  private final RouteSwitch route;
  private final StageStates states;
  private final Runnable ask;

  /**
   * @param ask has the next tick update, whether anything has landed or not
   */
  CatalogControl(RouteSwitch route, StageStates states, Runnable ask) {
    this.route = route;
    this.states = states;
    this.ask = ask;
  }

  @Override
  public String getState() {
    return route.state();
  }

  @Override
  public String getLastSuccess() {
    return states.lastSuccess(StageStates.CATALOG).map(Instant::toString).orElse("");
  }

  @Override
  public String getTrouble() {
    return states.troubles(StageStates.CATALOG).stream()
        .findFirst()
        .map(Trouble::reason)
        .orElse("");
  }

  @Override
  public String crawlNow() {
    ask.run();
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
