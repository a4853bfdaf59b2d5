package io.ticklake.ops.live;

import io.ticklake.ops.live.RouteSet.Owned;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;
import org.apache.camel.spi.PropertiesComponent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Replaces routes of the running context by those of a set, and no other. */
final class RouteSwap {
  private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);

  private final CamelContext context;
  private final Model model;

  RouteSwap(CamelContext context) {
    this.context = context;
    this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
  }

  /**
   * Stops and removes the routes of these ids, then adds and starts those that the set has. A route
   * that did not run before and cannot be started now is left to the route controller, which goes
   * on trying.
   *
   * @throws Exception when a route cannot be added, or cannot be started although its predecessor
   *     ran; others of the ids may be missing then
   */
  void replace(RouteSet set, Set<String> ids) throws Exception {
    Set<String> down = ids.stream().filter(this::isDown).collect(Collectors.toSet());
    for (String id : ids) {
      remove(id);
    }
    replaceTemplates(set);
    List<RouteDefinition> routes =
        ids.stream()
            .map(set.routes()::get)
            .filter(Objects::nonNull)
            .map(Owned::definition)
            .toList();
    model.addRouteDefinitions(routes);
    for (String id : ids) {
      Owned<TemplatedRouteDefinition> made = set.templated().get(id);
      if (made != null) {
        model.addRouteFromTemplatedRoute(made.definition());
      }
    }
    for (String id : ids) {
      start(id, down);
    }
  }

  private boolean isDown(String id) {
    return context.getRoute(id) != null
        && !context.getRouteController().getRouteStatus(id).isStarted();
  }

  /**
   * The supervising controller starts what was there at start; later ones it is to be asked for.
   */
  private void start(String id, Set<String> down) throws FailedToStartRouteException {
    RouteDefinition route = model.getRouteDefinition(id);
    if (route == null
        || isOff(route)
        || context.getRouteController().getRouteStatus(id).isStarted()) {
      return;
    }
    try {
      context.getRouteController().startRoute(id);
    } catch (Exception e) {
      if (!down.contains(id)) {
        throw new FailedToStartRouteException(id, String.valueOf(e.getMessage()), e);
      }
      LOG.atWarn()
          .addKeyValue("route", id)
          .addKeyValue("cause", e.getMessage())
          .log("route cannot be started; as with its predecessor it is tried again");
    }
  }

  /**
   * Whether the route's definition says that it is not to be started; a placeholder or a template's
   * parameter may say so. The route itself does not tell: the supervising controller takes its word
   * away.
   */
  private boolean isOff(RouteDefinition route) {
    if (route.getAutoStartup() == null) {
      return false;
    }
    Properties parameters = new Properties();
    if (route.getTemplateParameters() != null) {
      route
          .getTemplateParameters()
          .forEach((name, value) -> parameters.put(name, String.valueOf(value)));
    }
    PropertiesComponent placeholders = context.getPropertiesComponent();
    placeholders.setLocalProperties(parameters);
    try {
      return "false".equals(context.resolvePropertyPlaceholders(route.getAutoStartup()).trim());
    } finally {
      placeholders.setLocalProperties(null);
    }
  }

  private void remove(String id) throws Exception {
    RouteDefinition route = model.getRouteDefinition(id);
    if (route != null) {
      model.removeRouteDefinition(route);
    }
  }

  private void replaceTemplates(RouteSet set) throws Exception {
    for (Owned<RouteTemplateDefinition> template : set.templates().values()) {
      RouteTemplateDefinition old = model.getRouteTemplateDefinition(template.definition().getId());
      if (old != null) {
        model.removeRouteTemplateDefinition(old);
      }
      model.addRouteTemplateDefinition(template.definition());
    }
  }
}
