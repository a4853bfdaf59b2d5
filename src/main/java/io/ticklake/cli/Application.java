package io.ticklake.cli;

import io.ticklake.aws.AwsClients;
import io.ticklake.aws.AwsConfig;
import io.ticklake.config.Settings;
import io.ticklake.embedded.Service;
import io.ticklake.ops.ArchiveMeters;
import io.ticklake.ops.console.ManagementConsole;
import io.ticklake.ops.live.LiveRoutes;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
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

  /**
   * @param settings in which every endpoint is an address or AWS's own
   */
  Application(Settings settings, Path endpointsFile) {
    this.settings = settings;
    this.endpointsFile = endpointsFile;
  }

  /** Runs until a signal or a stop of the context; the exit status. */
  int run(Shutdown shutdown) throws Exception {
    try (AwsClients aws = new AwsClients(AwsConfig.from(settings))) {
      Stages stages = new Stages(settings, aws, Clock.systemUTC());
      stages.prepare();
      Main main = new Main();
      // Signals are ours (Shutdown): Camel's own hook would leave with 143.
      main.setShutdownStrategy(new SimpleMainShutdownStrategy());
      main.setPropertyPlaceholderLocations("false");
      main.setOverrideProperties(CamelSettings.of(settings));
      main.configure().withBasePackageScanEnabled(false);
      main.configure().withRoutesIncludePattern("false");
      bind(main, aws);
      stages.bindTo(main::bind);
      stages.javaRoutes().forEach(main.configure()::addRoutesBuilder);
      main.addMainListener(new CamelSettings());
      main.addMainListener(new Startup(stages));
      shutdown.whenRequested(main::completed);
      main.run();
      return main.getExitCode();
    }
  }

  private void bind(Main main, AwsClients aws) {
    main.bind("s3Client", aws.s3());
    main.bind("snsClient", aws.sns());
    main.bind("glueClient", aws.glue());
    main.bind("athenaClient", aws.athena());
    RunConfig run = RunConfig.from(settings);
    main.bind("jolokia", new ManagementConsole(run.managementPort(), hosts(run.managementHost())));
  }

  private static Set<String> hosts(String bound) {
    Set<String> hosts = new HashSet<>(Set.of("localhost", "127.0.0.1", "[::1]"));
    hosts.add(bound);
    return hosts;
  }

  private final class Startup extends MainListenerSupport {
    private final Stages stages;

    private Startup(Stages stages) {
      this.stages = stages;
    }

    @Override
    public void beforeStart(BaseMainSupport main) {
      CamelContext context = main.getCamelContext();
      context.addLifecycleStrategy(new ArchiveMeters(context));
      LiveRoutes routes =
          new LiveRoutes(
              context,
              Stages.ROUTE_FILES,
              RunConfig.from(settings).routesDir(),
              CamelSettings.of(settings),
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
      LOG.info("hawtio  http://{}:{}/hawtio", run.managementHost(), run.managementPort());
      LOG.info("for other tools: set -a; . {}", endpointsFile);
      LOG.info("ready in {} s", "%.1f".formatted(seconds));
    }
  }
}
