package io.ticklake.ops.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** A Camel program with the management port, on a free one, and two routes. */
final class ConsoleProgram implements AutoCloseable {
  private final Main main = new Main();
  private final int port;

  private ConsoleProgram(int port) {
    this.port = port;
  }

  static ConsoleProgram start(Pages... pages) throws Exception {
    return start(new ConsoleConfig(Optional.empty(), false, Set.of(), Optional.empty()), pages);
  }

  static ConsoleProgram start(ConsoleConfig config, Pages... pages) throws Exception {
    ConsoleProgram program = new ConsoleProgram(freePort());
    Main main = program.main;
    Properties settings = program.settings();
    config
        .tls()
        .ifPresent(
            tls -> {
              settings.setProperty("camel.management.useGlobalSslContextParameters", "true");
              main.addMainListener(
                  new MainListenerSupport() {
                    @Override
                    public void beforeInitialize(BaseMainSupport starting) {
                      starting.getCamelContext().setSSLContextParameters(tls.parameters());
                    }
                  });
            });
    main.setPropertyPlaceholderLocations("false");
    main.setOverrideProperties(settings);
    main.configure().withBasePackageScanEnabled(false);
    main.configure().withRoutesIncludePattern("false");
    main.bind("jolokia", new ManagementConsole("127.0.0.1", program.port, config, pages));
    main.configure().addRoutesBuilder(new Flow());
    main.start();
    return program;
  }

  private Properties settings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "camel.main.name", "ticklake",
            "camel.main.startupSummaryLevel", "Off",
            "camel.main.shutdownTimeout", "2",
            "camel.management.host", "127.0.0.1",
            "camel.management.port", Integer.toString(port),
            "camel.management.jolokiaEnabled", "true",
            "flow.secret", "s3cr3t"));
    return settings;
  }

  // Camel's server cannot be asked for the port that it took for 0.
  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  String status(String route) {
    return context().getRouteController().getRouteStatus(route).name();
  }

  @Override
  public void close() {
    main.stop();
  }

  private static final class Flow extends RouteBuilder {
    @Override
    public void configure() {
      from("timer:flow?period=200")
          .routeId("flow-tick")
          .routeDescription("Ticks.")
          .setHeader("word", simple("{{flow.secret}}"))
          .id("flow-word")
          .to("direct:flow-end")
          .id("flow-hand-on");
      from("direct:flow-end").routeId("flow-end").log("tick").id("flow-log");
    }
  }
}
