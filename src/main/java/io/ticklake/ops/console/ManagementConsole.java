package io.ticklake.ops.console;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.platform.http.plugin.JolokiaPlatformHttpPlugin;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.service.ServiceSupport;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.http.HttpRequestHandler;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.impl.QuietLogHandler;
import org.jolokia.service.jmx.LocalRequestHandler;
import org.jolokia.service.serializer.JolokiaSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of Camel's own Jolokia plug-in, whose policy cannot be set from outside. Bound
 * under the plug-in's name it is started after the management server exists and before Jolokia can
 * be reached: the one safe moment to put the guard in front.
 */
public final class ManagementConsole extends ServiceSupport
    implements JolokiaPlatformHttpPlugin, CamelContextAware {
  // Runs before every other handler of the port; Camel's own have higher numbers.
  private static final int FIRST = -1000;

  private final String host;
  private final int port;
  private final ConsoleConfig config;
  private final List<Pages> pages;
  private @Nullable CamelContext context;
  private @Nullable JolokiaServiceManager jolokia;
  private @Nullable HttpRequestHandler requests;

  /**
   * @param host that the management server is bound to
   * @param port of the management server
   * @param config who may use it
   * @param pages that it serves beside Hawtio's
   */
  public ManagementConsole(String host, int port, ConsoleConfig config, Pages... pages) {
    this.host = host;
    this.port = port;
    this.config = config;
    this.pages = List.of(pages);
  }

  @Override
  public String getId() {
    return JolokiaPlatformHttpPlugin.NAME;
  }

  @Override
  public Handler<RoutingContext> getHandler() {
    if (requests == null) {
      throw new IllegalStateException("The management console is not started");
    }
    return new JolokiaHandler(requests);
  }

  @Override
  protected void doStart() {
    jolokia =
        JolokiaServiceManagerFactory.createJolokiaServiceManager(
            new StaticConfiguration(Map.of("agentId", "ticklake", "allowErrorDetails", "false")),
            new QuietLogHandler(),
            new JolokiaPolicy());
    jolokia.addService(new JolokiaSerializer());
    // Only MBeans of this JVM: no proxying to others.
    jolokia.addService(new LocalRequestHandler(1));
    requests = new HttpRequestHandler(jolokia.start());
    VertxPlatformHttpRouter router =
        VertxPlatformHttpRouter.lookup(
            context, VertxPlatformHttpRouter.getRouterNameFromPort(port));
    router.route().order(FIRST).handler(new RequestGuard(HostNames.of(host, config.names())));
    config
        .login()
        .ifPresent(
            login ->
                router
                    .route()
                    .order(FIRST + 1)
                    .handler(new PasswordGuard(login, config.openHealth())));
    HawtioPages.addTo(router);
    CamelContext camel = Objects.requireNonNull(context, "set by Camel");
    pages.forEach(page -> page.start(router, camel));
  }

  @Override
  protected void doStop() {
    pages.forEach(Pages::stop);
    if (jolokia != null) {
      jolokia.stop();
    }
  }

  @Override
  public @Nullable CamelContext getCamelContext() {
    return context;
  }

  @Override
  public void setCamelContext(CamelContext camelContext) {
    this.context = camelContext;
  }
}
