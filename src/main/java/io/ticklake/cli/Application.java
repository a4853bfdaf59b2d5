package io.ticklake.cli;

import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.config.Key;
import io.ticklake.config.Secret;
import io.ticklake.config.Settings;
import io.ticklake.embedded.Service;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.kafka.KafkaAccess;
import io.ticklake.ops.Observation;
import io.ticklake.ops.console.ConsoleConfig;
import io.ticklake.ops.console.Exposure;
import io.ticklake.ops.console.ManagementConsole;
import io.ticklake.ops.live.LiveRoutes;
import io.ticklake.ops.log.LogConfig;
import io.ticklake.ops.log.Logging;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages in one Camel context: binds what YAML may name, loads the route files, runs until told
 * to stop.
 */
final class Application {
  private static final Logger LOG = LoggerFactory.getLogger("ticklake");

  private final Settings settings;
  private final Path endpointsFile;
  private final ConsoleConfig console;

  /**
   * @param settings in which every endpoint is an address or AWS's own
   */
  Application(Settings settings, Path endpointsFile) {
    this.settings = settings;
    this.endpointsFile = endpointsFile;
    this.console = ConsoleConfig.from(settings);
  }

  /** Runs until a signal or a stop of the context; the exit status. */
  int run(Shutdown shutdown) throws Exception {
    Logging.configure(LogConfig.from(settings), secrets());
    try (AwsClients aws = new AwsClients(AwsConfig.from(settings))) {
      Clock clock = Clock.systemUTC();
      Observation observation = new Observation(clock);
      Stages stages = new Stages(settings, aws, clock, observation.events());
      stages.prepare();
      Main main = new Main();
      // Signals are ours (Shutdown): Camel's own hook would leave with 143.
      main.setShutdownStrategy(new SimpleMainShutdownStrategy());
      main.setPropertyPlaceholderLocations("false");
      main.setOverrideProperties(properties());
      main.configure().withBasePackageScanEnabled(false);
      main.configure().withRoutesIncludePattern("false");
      observation.bindTo(main::bind);
      main.bind("jolokia", console(stages));
      stages.bindTo(main::bind);
      stages.javaRoutes().forEach(main.configure()::addRoutesBuilder);
      main.addMainListener(new CamelSettings());
      main.addMainListener(new Startup(stages, observation));
      shutdown.whenRequested(main::completed);
      main.run();
      return main.getExitCode();
    }
  }

  // Under the name of Camel's own Jolokia plug-in, whose place it takes.
  private ManagementConsole console(Stages stages) {
    RunConfig run = RunConfig.from(settings);
    return new ManagementConsole(
        run.managementHost(), run.managementPort(), console, stages.statusPage(secrets()));
  }

  private Properties properties() {
    Properties properties = CamelSettings.of(settings);
    properties.putAll(Observation.settings());
    if (console.tls().isPresent()) {
      properties.setProperty("camel.management.useGlobalSslContextParameters", "true");
    }
    return properties;
  }

  /** What no line of the log may show. */
  private List<Secret> secrets() {
    List<Secret> secrets = new ArrayList<>(console.secrets());
    // It may come from a file.
    secrets.add(IngestConfig.from(settings).apiKey());
    secrets.addAll(KafkaAccess.from(settings).secrets());
    Set<String> names =
        KnownKeys.ALL.stream().filter(Key::isSecret).map(Key::name).collect(Collectors.toSet());
    settings
        .entries()
        .forEach(
            (name, setting) -> {
              if (names.contains(name)) {
                secrets.add(new Secret(setting.value()));
              }
            });
    return secrets;
  }

  private final class Startup extends MainListenerSupport {
    private final Stages stages;
    private final Observation observation;

    private Startup(Stages stages, Observation observation) {
      this.stages = stages;
      this.observation = observation;
    }

    @Override
    public void beforeInitialize(BaseMainSupport main) {
      console
          .tls()
          .ifPresent(tls -> main.getCamelContext().setSSLContextParameters(tls.parameters()));
    }

    @Override
    public void beforeStart(BaseMainSupport main) {
      CamelContext context = main.getCamelContext();
      observation.attachTo(context, stages.handles());
      LiveRoutes routes =
          new LiveRoutes(
              context,
              Stages.ROUTE_FILES,
              RunConfig.from(settings).routesDir(),
              properties(),
              stages::javaRoutes);
      try {
        routes.load();
        context.addService(routes);
      } catch (Exception e) {
        throw new IllegalStateException(
            "The packaged routes cannot be loaded: " + e.getMessage(), e);
      }
    }

    @Override
    public void afterStart(BaseMainSupport main) {
      for (Service service : Service.values()) {
        var setting = settings.entries().get(service.property());
        if (setting != null && setting.value().equals("embedded")) {
          continue; // of no use here, and so not started
        }
        LOG.info(
            "{} {} ({})",
            "%-7s".formatted(service.name().toLowerCase(java.util.Locale.ROOT)),
            setting == null ? "" : setting.value(),
            setting == null ? "" : setting.source());
      }
      RunConfig run = RunConfig.from(settings);
      double seconds =
          (System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime())
              / 1000.0;
      LOG.info("status  {}/", run.managementUrl(console));
      LOG.info("hawtio  {}/hawtio", run.managementUrl(console));
      Exposure.warn(run.managementHost(), run.managementPort(), console);
      LOG.info("for other tools: set -a; . {}", endpointsFile);
      LOG.info("ready in {} s", "%.1f".formatted(seconds));
    }
  }
}
