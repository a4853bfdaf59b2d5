package io.ticklake.ops.live;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.StartupSummaryLevel;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.SimpleMain;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.PluginHelper;

/**
 * Tries routes in a scratch context that shares the running one's beans and settings: endpoints,
 * producers, expressions and bean methods are made, no consumer is started.
 */
final class Rehearsal {
  // What would make the scratch context a second program: ports, management, its own metrics.
  private static final List<String> NOT_REHEARSED =
      List.of(
          "camel.main.",
          "camel.server.",
          "camel.management.",
          "camel.health.",
          "camel.metrics.",
          "camel.opentelemetry2.",
          "camel.routecontroller.");
  // Not to say so would switch them on: camel-observability-services brings its own defaults, and
  // the server would listen on every address.
  private static final List<String> SWITCHED_OFF =
      List.of(
          "camel.server.enabled",
          "camel.management.enabled",
          "camel.health.enabled",
          "camel.metrics.enabled",
          "camel.opentelemetry2.enabled");

  private final CamelContext running;
  private final Properties settings;
  private final Supplier<List<RoutesBuilder>> javaRoutes;

  /**
   * @param javaRoutes makes the routes in Java that the files call; fresh ones, for a builder
   *     belongs to one context
   */
  Rehearsal(CamelContext running, Properties settings, Supplier<List<RoutesBuilder>> javaRoutes) {
    this.running = running;
    this.settings = settings;
    this.javaRoutes = javaRoutes;
  }

  /**
   * What each route amounts to: two texts are equal when the routes do the same.
   *
   * @throws RouteFileException with file, line and cause of the first thing that does not work
   */
  Map<String, String> fingerprints(Collection<RouteFile> files) throws RouteFileException {
    ScratchContext scratch = new ScratchContext();
    try {
      prepare(scratch);
      RouteSet set = RouteSet.parse(scratch, files);
      try {
        refuseForeignIds(scratch, set);
        set.addTo(scratch);
        scratch.start();
        refuseDoubledConsumers(scratch, set);
        return fingerprints(scratch, set);
      } catch (RouteFileException e) {
        throw e;
      } catch (Exception e) {
        throw RouteFileException.of(set, e);
      }
    } finally {
      scratch.stop();
    }
  }

  private void prepare(ScratchContext scratch) throws RouteFileException {
    // By delegation: the scratch context stops its own registry when it ends.
    scratch.getCamelContextExtension().setRegistry(new DefaultRegistry(running.getRegistry()));
    SimpleMain main = new SimpleMain(scratch);
    main.setPropertyPlaceholderLocations("false");
    settings.stringPropertyNames().stream()
        .filter(name -> NOT_REHEARSED.stream().noneMatch(name::startsWith))
        .forEach(name -> main.addOverrideProperty(name, settings.getProperty(name)));
    SWITCHED_OFF.forEach(name -> main.addOverrideProperty(name, "false"));
    main.configure().withRoutesCollectorEnabled(false);
    main.configure().setStartupSummaryLevel(StartupSummaryLevel.Off);
    try {
      scratch.build();
      // As in the running context: the settings are complete and in order.
      PropertiesComponent placeholders = (PropertiesComponent) scratch.getPropertiesComponent();
      placeholders.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_NEVER);
      placeholders.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_NEVER);
      main.init();
      for (RoutesBuilder builder : javaRoutes.get()) {
        if (builder instanceof RouteConfigurationsBuilder configurations) {
          configurations.addRouteConfigurationsToCamelContext(scratch);
        }
      }
      for (RoutesBuilder builder : javaRoutes.get()) {
        builder.addRoutesToCamelContext(scratch);
      }
    } catch (Exception e) {
      throw RouteFileException.of("the program's own routes", e);
    }
  }

  /** The program's own routes are no one's to replace: taken out again, nothing would be there. */
  private static void refuseForeignIds(CamelContext scratch, RouteSet set)
      throws RouteFileException {
    Model model = scratch.getCamelContextExtension().getContextPlugin(Model.class);
    for (RouteDefinition route : model.getRouteDefinitions()) {
      Optional<RouteFile> file = set.fileOf(route.getRouteId());
      if (file.isPresent()) {
        throw new RouteFileException(
            file.get().location(),
            "the id '%s' belongs to a route of the program itself; choose another"
                .formatted(route.getRouteId()));
      }
    }
  }

  private static void refuseDoubledConsumers(ScratchContext scratch, RouteSet set)
      throws RouteFileException {
    Optional<ScratchContext.Clash> clash = scratch.clash();
    if (clash.isPresent()) {
      String first = clash.get().first().getRouteId();
      String second = clash.get().second().getRouteId();
      // Who wrote a file can mend it; the packaged ones do not clash.
      String place =
          Stream.of(second, first)
              .flatMap(id -> set.fileOf(id).stream())
              .filter(file -> file.origin() == RouteFile.Origin.EXTERNAL)
              .findFirst()
              .map(RouteFile::location)
              .orElse("");
      throw new RouteFileException(
          place,
          "routes '%s' and '%s' both consume from %s, which gives to one route only"
              .formatted(first, second, clash.get().first().getEndpoint().getEndpointUri()));
    }
  }

  private static Map<String, String> fingerprints(CamelContext scratch, RouteSet set)
      throws Exception {
    Model model = scratch.getCamelContextExtension().getContextPlugin(Model.class);
    Map<String, String> prints = new TreeMap<>();
    for (RouteDefinition route : model.getRouteDefinitions()) {
      String id = route.getRouteId();
      if (set.fileOf(id).isPresent()) {
        // Without generated ids, which count on from rehearsal to rehearsal, and without lines.
        String text =
            PluginHelper.getModelToXMLDumper(scratch)
                .dumpModelAsXml(scratch, route, false, false, false);
        Object parameters =
            route.getTemplateParameters() == null
                ? ""
                : new TreeMap<>(route.getTemplateParameters());
        prints.put(id, text + parameters);
      }
    }
    return prints;
  }
}
