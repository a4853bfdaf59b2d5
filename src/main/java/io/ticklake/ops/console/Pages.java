package io.ticklake.ops.console;

import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;

/** Further pages of the management port, behind its guard. */
public interface Pages {
  /** Adds them; called before the port's first request and before any route has started. */
  void start(Router router, CamelContext context);

  /** Ends what they have under way. */
  void stop();
}
