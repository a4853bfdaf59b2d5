package io.ticklake.ops.live;

import org.apache.camel.Consumer;
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
    setAutoStartup(false);
    setSourceLocationEnabled(true);
  }

  @Override
  public void addStartupListener(StartupListener listener) throws Exception {
    if (!(listener instanceof Consumer)) {
      super.addStartupListener(listener);
    }
  }
}
