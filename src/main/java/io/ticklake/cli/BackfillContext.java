package io.ticklake.cli;

import io.ticklake.config.Settings;
import io.ticklake.ingest.IngestBeans;
import io.ticklake.ingest.IngestConfig;
import io.ticklake.ingest.IngestRoutes;
import io.ticklake.ingest.checkpoint.Checkpoints;
import io.ticklake.kafka.KafkaConfig;
import java.time.Clock;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** The ingest stage without its sources: what asks is the command. */
final class BackfillContext implements AutoCloseable {
  // Those of the pages. A source's route would want to lead, as one of many instances.
  private static final String ROUTES = "ingest-pages,ingest-call,ingest-page,ingest-records";

  private final Main main;
  private final IngestBeans beans;

  private BackfillContext(Main main, IngestBeans beans) {
    this.main = main;
    this.beans = beans;
  }

  static BackfillContext start(Settings settings, IngestConfig config, Checkpoints checkpoints) {
    IngestBeans beans =
        new IngestBeans(
            config,
            KafkaConfig.from(settings),
            checkpoints,
            DataDirectory.requestTimes(settings.get(RunConfig.DATA_DIR)),
            Clock.systemUTC(),
            event -> {});
    Main main = new Main();
    main.setPropertyPlaceholderLocations("false");
    main.setOverrideProperties(properties(settings));
    main.configure()
        .withBasePackageScanEnabled(false)
        .withRoutesIncludePattern("classpath:routes/ingest.camel.yaml");
    main.configure().setRouteFilterIncludePattern(ROUTES);
    main.configure().addRoutesBuilder(new IngestRoutes(beans));
    main.addMainListener(new CamelSettings());
    beans.bindTo(main::bind);
    main.start();
    return new BackfillContext(main, beans);
  }

  /** What the routes and their components need; no management port, no sources. */
  private static Properties properties(Settings settings) {
    Properties properties = new Properties();
    CamelSettings.of(settings)
        .forEach(
            (name, value) -> {
              String key = String.valueOf(name);
              if (!key.startsWith("camel.") || key.startsWith("camel.component.")) {
                boolean isSwitch = key.matches("ticklake\\.ingest\\.[a-z-]+\\.enabled");
                properties.put(key, isSwitch ? "false" : value);
              }
            });
    properties.put("camel.main.startupSummaryLevel", "Off");
    properties.put("camel.management.enabled", "false");
    properties.put("camel.opentelemetry2.enabled", "false");
    return properties;
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  /** The command is to end: no request waits for its turn any longer. */
  void stopWaiting() {
    beans.stopWaiting();
  }

  @Override
  public void close() {
    main.stop();
  }
}
