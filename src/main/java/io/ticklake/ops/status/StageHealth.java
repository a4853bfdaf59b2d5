package io.ticklake.ops.status;

import io.ticklake.ops.status.Snapshot.State;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.spi.SupervisingRouteController;
import org.jspecify.annotations.Nullable;

/** What Camel's health checks and route controller say of the stages. */
final class StageHealth {
  private final CamelContext context;

  /**
   * A stage's state.
   *
   * @param reason null while it is up
   */
  record Finding(
      State state, @Nullable String reason, @Nullable String cure, @Nullable Instant since) {
    private static final Finding UP = new Finding(State.UP, null, null, null);
  }

  StageHealth(CamelContext context) {
    this.context = context;
  }

  /** Looks at each of these stages. */
  Map<String, Finding> look(List<String> stages) {
    List<HealthCheck.Result> results = results();
    return stages.stream()
        .collect(Collectors.toMap(stage -> stage, stage -> finding(stage, results)));
  }

  // Producers' checks, off by default, ask AWS: not once a second.
  private List<HealthCheck.Result> results() {
    HealthCheckRegistry registry = HealthCheckRegistry.get(context);
    return registry == null
        ? List.of()
        : registry.stream()
            .filter(check -> check.isEnabled() && !check.getId().startsWith("producer:"))
            .map(HealthCheck::call)
            .toList();
  }

  private Finding finding(String stage, List<HealthCheck.Result> results) {
    List<String> routes =
        context.getRoutes().stream()
            .map(Route::getRouteId)
            .filter(id -> id.startsWith(stage + "-"))
            .toList();
    if (routes.isEmpty()) {
      return new Finding(
          State.WAITING, "None of its routes is there yet.", "It starts by itself.", null);
    }
    Set<String> stopped = stopped(routes);
    Optional<HealthCheck.Result> down =
        results.stream()
            .filter(result -> result.getState() == HealthCheck.State.DOWN)
            .filter(result -> stage.equals(stageOf(result)))
            .filter(result -> !stopped.contains(routeOf(result)))
            .findFirst();
    if (down.isPresent()) {
      return waiting(down.get());
    }
    return stopped.isEmpty() ? Finding.UP : stopped(stopped, routes);
  }

  /** Routes that a person has stopped: nothing tries to start them. */
  private Set<String> stopped(List<String> routes) {
    Set<String> stopped = new TreeSet<>();
    for (String id : routes) {
      ServiceStatus status = context.getRouteController().getRouteStatus(id);
      Route route = context.getRoute(id);
      boolean wanted = route != null && !Boolean.FALSE.equals(route.isAutoStartup());
      if (status != null && wanted && !isSupervised(id)) {
        boolean still = status.isStopped() || status.isSuspended();
        if (still) {
          stopped.add(id);
        }
      }
    }
    return stopped;
  }

  private boolean isSupervised(String id) {
    if (context.getRouteController() instanceof SupervisingRouteController controller) {
      return controller.isStartingRoutes()
          || Stream.concat(
                  controller.getRestartingRoutes().stream(),
                  controller.getExhaustedRoutes().stream())
              .anyMatch(route -> route.getRouteId().equals(id));
    }
    return false;
  }

  private static Finding stopped(Set<String> stopped, List<String> routes) {
    String which = stopped.size() == routes.size() ? "All its routes" : String.join(", ", stopped);
    return new Finding(
        State.STOPPED,
        which
            + (which.contains(",") || stopped.size() == routes.size() ? " are" : " is")
            + " stopped. Nothing is lost: it goes on where it was.",
        "Start it in Hawtio: Camel, Routes, Start.",
        null);
  }

  private static Finding waiting(HealthCheck.Result result) {
    Map<String, Object> details = result.getDetails();
    String reason =
        result
            .getMessage()
            .or(() -> result.getError().map(e -> String.valueOf(e.getMessage())))
            .filter(text -> !text.isBlank())
            .orElse("Not ready: " + result.getCheck().getId() + ".");
    return new Finding(
        State.WAITING,
        reason,
        text(details, "cure"),
        instant(text(details, "since"), text(details, HealthCheck.FAILURE_START_TIME)));
  }

  private static @Nullable String text(Map<String, Object> details, String name) {
    Object value = details.get(name);
    return value == null ? null : value.toString();
  }

  /** The first of these that is given. */
  private static @Nullable Instant instant(@Nullable String... texts) {
    for (String text : texts) {
      try {
        if (text != null) {
          return ZonedDateTime.parse(text).toInstant();
        }
      } catch (DateTimeParseException e) {
        return null; // the page does without
      }
    }
    return null;
  }

  /** The stage whose route or name is in the check's details or id; empty for none. */
  private static String stageOf(HealthCheck.Result result) {
    String route = routeOf(result);
    String name = route.isEmpty() ? result.getCheck().getId() : route;
    for (String stage : Snapshots.STAGES) {
      if (name.matches("(.*[^a-z])?" + stage + "([^a-z].*)?")) {
        return stage;
      }
    }
    return "";
  }

  private static String routeOf(HealthCheck.Result result) {
    Object route = result.getDetails().get("route.id");
    return route == null ? "" : route.toString();
  }
}
