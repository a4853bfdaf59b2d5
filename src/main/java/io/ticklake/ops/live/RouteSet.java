package io.ticklake.ops.live;

import io.ticklake.ops.live.RouteFile.Origin;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

  // Routes and routes made from templates share one set of ids.
  private final Map<String, RouteFile> owners = new HashMap<>();
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
      if (file.origin() == Origin.EXTERNAL) {
        RouteText.check(file);
      }
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
      if (isOwner(file, route.getRouteId())) {
        templated.remove(route.getRouteId());
        routes.put(route.getRouteId(), new Owned<>(file, route));
      }
    }
    for (RouteTemplateDefinition template :
        builder.getRouteTemplateCollection().getRouteTemplates()) {
      takeTemplate(file, template);
    }
    for (TemplatedRouteDefinition route :
        builder.getTemplatedRouteCollection().getTemplatedRoutes()) {
      if (isOwner(file, route.getRouteId())) {
        routes.remove(route.getRouteId());
        templated.put(route.getRouteId(), new Owned<>(file, route));
      }
    }
  }

  private void takeTemplate(RouteFile file, RouteTemplateDefinition template)
      throws RouteFileException {
    Owned<RouteTemplateDefinition> other = templates.get(template.getId());
    if (other != null && other.file().origin() == file.origin()) {
      throw doubled(file, template.getId(), other.file());
    }
    if (other == null || file.origin() == Origin.EXTERNAL) {
      templates.put(template.getId(), new Owned<>(file, template));
    }
  }

  private boolean isOwner(RouteFile file, @Nullable String id) throws RouteFileException {
    if (id == null) {
      throw new RouteFileException(
          file.location(),
          "has a route without an id; give each route one, it is its name everywhere");
    }
    RouteFile other = owners.get(id);
    if (other != null && other.origin() == file.origin()) {
      throw doubled(file, id, other);
    }
    if (other != null && file.origin() == Origin.PACKAGED) {
      return false;
    }
    owners.put(id, file);
    return true;
  }

  private static RouteFileException doubled(RouteFile file, @Nullable String id, RouteFile other) {
    return new RouteFileException(
        file.location(), "the id '" + id + "' is also in " + other.location());
  }

  /** The file that a route stands in, if it is one of these. */
  Optional<RouteFile> fileOf(@Nullable String routeId) {
    return Optional.ofNullable(owners.get(routeId));
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
    String location = fileOf(routeId).map(RouteFile::location).orElse("");
    Owned<RouteDefinition> route = routes.get(routeId);
    if (route == null) {
      return location;
    }
    return location + line(route, message).map(line -> ":" + line).orElse("");
  }

  private static Optional<Integer> line(Owned<RouteDefinition> route, String message) {
    int begin = message.indexOf("at: >>> ");
    int end = message.indexOf(" <<<", begin + 1);
    if (begin < 0 || end < 0) {
      return Optional.of(route.definition().getInput())
          .map(NamedNode::getLineNumber)
          .filter(number -> number > 0);
    }
    String step = message.substring(begin + "at: >>> ".length(), end);
    return ProcessorDefinitionHelper.filterTypeInOutputs(
            route.definition().getOutputs(), NamedNode.class)
        .stream()
        .filter(definition -> definition.toString().equals(step))
        .filter(definition -> definition.getLineNumber() > 0)
        .findFirst()
        .map(definition -> exactLine(route.file(), definition));
  }

  /** Camel says one line too few for a step in braces on one line. */
  private static int exactLine(RouteFile file, NamedNode step) {
    int line = step.getLineNumber();
    List<String> lines = file.text().lines().toList();
    String name = "- " + step.getShortName() + ":";
    boolean isNext =
        line < lines.size()
            && !lines.get(line - 1).contains(name)
            && lines.get(line).contains(name);
    return isNext ? line + 1 : line;
  }
}
