package io.ticklake.ops.live;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.ticklake.ops.live.RouteFile.Origin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** A Camel program with live routes, wired as the application wires them, with routes of a test. */
final class LiveProgram implements AutoCloseable {
  private final Main main = new Main();
  private final Path directory;
  private final List<RouteFile> packaged;
  private LiveRoutes live;

  private LiveProgram(Path directory, String packagedYaml) {
    this.directory = directory;
    this.packaged =
        List.of(
            new RouteFile(
                "flow.camel.yaml",
                "classpath:routes/flow.camel.yaml",
                packagedYaml,
                Origin.PACKAGED));
  }

  /** Runs the packaged routes and those of the directory, until closed. */
  static LiveProgram start(Path directory, String packagedYaml) throws Exception {
    LiveProgram program = new LiveProgram(directory, packagedYaml);
    Main main = program.main;
    main.setPropertyPlaceholderLocations("false");
    main.setOverrideProperties(settings());
    main.configure().withBasePackageScanEnabled(false);
    main.configure().withRoutesIncludePattern("false");
    main.bind("stubborn", new StubbornComponent());
    main.bind("words", new Words());
    main.bind("metricsRegistry", new SimpleMeterRegistry());
    javaRoutes().forEach(main.configure()::addRoutesBuilder);
    main.addMainListener(new Layers());
    main.init();
    program.load();
    main.start();
    return program;
  }

  private static Properties settings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.of(
            "ticklake.word", "packaged",
            "camel.management.enabled", "false",
            "camel.metrics.enabled", "false",
            "camel.opentelemetry2.enabled", "false",
            "camel.main.startupSummaryLevel", "Off",
            "camel.main.shutdownTimeout", "2",
            "camel.routecontroller.enabled", "true",
            "camel.routecontroller.initialDelay", "0",
            "camel.routecontroller.backOffDelay", "100"));
    return settings;
  }

  private static List<RoutesBuilder> javaRoutes() {
    return List.of(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:mechanics").routeId("mechanics").setBody(constant("mechanics"));
          }
        });
  }

  /** What a route answers: its version. */
  String ask(String name) {
    return context().createFluentProducerTemplate().to("direct:" + name).request(String.class);
  }

  /** The running instance: another one when it was restarted. */
  Route route(String id) {
    return context().getRoute(id);
  }

  boolean runs(String id) {
    return route(id) != null && context().getRouteController().getRouteStatus(id).isStarted();
  }

  /**
   * Reasons by file, each behind the place: {@code flow.camel.yaml -> .../flow.camel.yaml:3 why}.
   */
  Map<String, String> rejected() {
    Map<String, String> texts = new TreeMap<>();
    live.rejections()
        .current()
        .forEach((file, told) -> texts.put(file, told.place() + " " + told.reason()));
    return texts;
  }

  LiveRoutes live() {
    return live;
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  @Override
  public void close() {
    main.stop();
  }

  /** A bean of the program. */
  public static final class Words {
    public String greet(String body) {
      return "greeted";
    }
  }

  private static final class Layers extends MainListenerSupport {
    @Override
    public void beforeInitialize(BaseMainSupport main) {
      ((PropertiesComponent) main.getCamelContext().getPropertiesComponent())
          .setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
    }
  }

  private void load() throws Exception {
    live =
        new LiveRoutes(
            context(),
            packaged,
            new RouteDirectory(directory),
            new Rehearsal(context(), settings(), LiveProgram::javaRoutes),
            Duration.ofMillis(40));
    live.load();
    context().addService(live);
  }
}
