package io.ticklake.ops.live;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Route;
import org.apache.camel.StartupListener;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * A context in which routes are made and no consumer begins its work. Routes that do not start by
 * themselves are not enough for that: a timer begins when it hears that the context has started,
 * whether its route has or not.
 */
final class ScratchContext extends DefaultCamelContext {
  ScratchContext() {
    super(false);
    disableJMX();
    setSourceLocationEnabled(true);
  }

  /** Whatever is set: Camel's main sets its own default, true, when it configures a context. */
  @Override
  public Boolean isAutoStartup() {
    return false;
  }

  @Override
  public void addStartupListener(StartupListener listener) throws Exception {
    if (!(listener instanceof Consumer)) {
      super.addStartupListener(listener);
    }
  }

  /** Two routes that would start and consume from one endpoint, which takes only one. */
  record Clash(Route first, Route second) {}

  /** What Camel would find out when it starts consumers. */
  Optional<Clash> clash() {
    Map<Endpoint, Route> consumed = new HashMap<>();
    for (Route route : getRoutes()) {
      Route other = isExclusive(route) ? consumed.putIfAbsent(route.getEndpoint(), route) : null;
      if (other != null) {
        return Optional.of(new Clash(other, route));
      }
    }
    return Optional.empty();
  }

  private static boolean isExclusive(Route route) {
    boolean shared =
        route.getEndpoint() instanceof MultipleConsumersSupport endpoint
            && endpoint.isMultipleConsumersSupported();
    return !shared && !Boolean.FALSE.equals(route.isAutoStartup());
  }
}
