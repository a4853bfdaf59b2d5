package io.ticklake.ops.live;

import io.ticklake.ops.live.RouteFile.Origin;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.Model;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.support.PluginHelper;
import org.jspecify.annotations.Nullable;

/**
 * The routes of some files, parsed for one context (definitions cannot be shared between contexts),
 * each id with its one owner: an external file wins over a packaged one.
 */
final class RouteSet {
  /** A definition and the file it stands in. */
  record Owned<T>(RouteFile file, T definition) {}

  private final Map<String, Owned<RouteDefinition>> routes = new LinkedHashMap<>();
  private final Map<String, Owned<RouteTemplateDefinition>> templates = new LinkedHashMap<>();
  private final Map<String, Owned<TemplatedRouteDefinition>> templated = new LinkedHashMap<>();

  private RouteSet() {}

  /**
   * Parses the files, which has no effect on the context but that their route configurations are
   * known to it.
   *
   * @throws RouteFileException for text that is no route file, a route without an id, an id in two
   *     external files
   */
  static RouteSet parse(CamelContext context, Collection<RouteFile> files)
      throws RouteFileException {
    RouteSet set = new RouteSet();
    for (RouteFile file : files) {
      try {
        for (RoutesBuilder builder :
            PluginHelper.getRoutesLoader(context).findRoutesBuilders(file.resource())) {
          set.take(context, file, (RouteBuilder) builder);
        }
      } catch (RouteFileException e) {
        throw e;
      } catch (Exception e) {
        throw RouteFileException.of(file.location(), e);
      }
    }
    return set;
  }

  private void take(CamelContext context, RouteFile file, RouteBuilder builder) throws Exception {
    if (builder instanceof RouteConfigurationsBuilder configurations) {
      configurations.updateRouteConfigurationsToCamelContext(context);
    }
    RoutesDefinition parsed = builder.configureRoutes(context);
    parsed.setCamelContext(context);
    parsed.setResource(file.resource());
    for (RouteDefinition route : parsed.getRoutes()) {
      parsed.prepareRoute(route);
      own(routes, file, route.getRouteId(), route);
    }
    for (RouteTemplateDefinition template :
        builder.getRouteTemplateCollection().getRouteTemplates()) {
      own(templates, file, template.getId(), template);
    }
    for (TemplatedRouteDefinition route :
        builder.getTemplatedRouteCollection().getTemplatedRoutes()) {
      own(templated, file, route.getRouteId(), route);
    }
  }

  private static <T> void own(
      Map<String, Owned<T>> owners, RouteFile file, @Nullable String id, T definition)
      throws RouteFileException {
    if (id == null) {
      throw new RouteFileException(
          file.location(),
          "has a route without an id; give each route one, it is its name everywhere");
    }
    Owned<T> other = owners.get(id);
    if (other != null && other.file().origin() == file.origin()) {
      throw new RouteFileException(
          file.location(), "the id '" + id + "' is also in " + other.file().location());
    }
    if (other == null || file.origin() == Origin.EXTERNAL) {
      owners.put(id, new Owned<>(file, definition));
    }
  }

  Map<String, Owned<RouteDefinition>> routes() {
    return routes;
  }

  Map<String, Owned<RouteTemplateDefinition>> templates() {
    return templates;
  }

  Map<String, Owned<TemplatedRouteDefinition>> templated() {
    return templated;
  }

  /** Adds templates, then routes, then the routes made from templates. */
  void addTo(CamelContext context) throws Exception {
    Model model = context.getCamelContextExtension().getContextPlugin(Model.class);
    model.addRouteTemplateDefinitions(templates.values().stream().map(Owned::definition).toList());
    model.addRouteDefinitions(routes.values().stream().map(Owned::definition).toList());
    for (Owned<TemplatedRouteDefinition> route : templated.values()) {
      model.addRouteFromTemplatedRoute(route.definition());
    }
  }

  /** File and, when the step that Camel's message shows can be found, line of a route. */
  String placeOf(@Nullable String routeId, String message) {
    Owned<RouteDefinition> route = routes.get(routeId);
    if (route != null) {
      return route.file().location()
          + line(route.definition(), message).map(line -> ":" + line).orElse("");
    }
    Owned<TemplatedRouteDefinition> made = templated.get(routeId);
    return made == null ? "routes" : made.file().location();
  }

  private static Optional<Integer> line(RouteDefinition route, String message) {
    int begin = message.indexOf("at: >>> ");
    int end = message.indexOf(" <<<", begin + 1);
    if (begin < 0 || end < 0) {
      return Optional.of(route.getInput().getLineNumber()).filter(number -> number > 0);
    }
    String step = message.substring(begin + "at: >>> ".length(), end);
    return ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), NamedNode.class)
        .stream()
        .filter(definition -> definition.toString().equals(step))
        .map(NamedNode::getLineNumber)
        .filter(number -> number > 0)
        .findFirst();
  }
}
