package io.ticklake.ops.live;

import io.ticklake.ops.live.RouteSet.Owned;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.model.TemplatedRouteDefinition;

/** Replaces routes of the running context by those of a set, and no other. */
final class RouteSwap {
  private final CamelContext context;
  private final Model model;

  RouteSwap(CamelContext context) {
    this.context = context;
    this.model = context.getCamelContextExtension().getContextPlugin(Model.class);
  }

  /**
   * Stops and removes the routes of these ids, then adds and starts those that the set has.
   *
   * @throws Exception when a route cannot be added or started; others of the ids may be missing
   *     then
   */
  void replace(RouteSet set, Set<String> ids) throws Exception {
    for (String id : ids) {
      remove(id);
    }
    replaceTemplates(set);
    List<RouteDefinition> routes =
        ids.stream()
            .map(set.routes()::get)
            .filter(route -> route != null)
            .map(Owned::definition)
            .toList();
    model.addRouteDefinitions(routes);
    for (String id : ids) {
      Owned<TemplatedRouteDefinition> made = set.templated().get(id);
      if (made != null) {
        model.addRouteFromTemplatedRoute(made.definition());
        context.getRouteController().startRoute(id);
      }
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
