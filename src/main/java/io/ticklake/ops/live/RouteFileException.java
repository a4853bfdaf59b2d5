package io.ticklake.ops.live;

import java.nio.file.FileSystemException;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** A route file that cannot be used: where, and why. */
final class RouteFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String place;
  private final String reason;

  RouteFileException(String place, String reason) {
    super(place + ": " + reason);
    this.place = place;
    this.reason = reason;
  }

  RouteFileException(String place, String reason, Throwable cause) {
    super(place + ": " + reason, cause);
    this.place = place;
    this.reason = reason;
  }

  /** File, and line when known: {@code routes/query.camel.yaml:12}. */
  String place() {
    return place;
  }

  /** The same, at this place if none is known. */
  RouteFileException orAt(String location) {
    return place.isEmpty() ? new RouteFileException(location, reason, this) : this;
  }

  /** The cause in one sentence. */
  String reason() {
    return reason;
  }

  /** The same failure told about this file, with the line when the parser said one. */
  static RouteFileException of(String location, Exception failure) {
    if (failure instanceof RouteFileException told) {
      return told;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MarkedYamlEngineException yaml && yaml.getProblemMark().isPresent()) {
        // The parser counts from zero, editors from one.
        int line = yaml.getProblemMark().get().getLine() + 1;
        return new RouteFileException(location + ":" + line, firstLine(yaml.getProblem()), failure);
      }
    }
    return new RouteFileException(location, rootReason(failure), failure);
  }

  /** A failure of a rehearsal: the file and line of the step that Camel names, or no place. */
  static RouteFileException of(RouteSet set, Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FailedToCreateRouteException route) {
        String place = set.placeOf(route.getRouteId(), String.valueOf(route.getMessage()));
        return new RouteFileException(
            place, "route '" + route.getRouteId() + "': " + rootReason(failure), failure);
      }
      if (cause instanceof FailedToStartRouteException route) {
        String place = set.fileOf(route.getRouteId()).map(RouteFile::location).orElse("");
        return new RouteFileException(place, firstLine(rootReason(failure)), failure);
      }
    }
    return of("", failure);
  }

  private static String rootReason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof FileSystemException file && file.getReason() == null) {
      // Its message is the path alone; what happened is in its name.
      return "cannot be read (" + root.getClass().getSimpleName() + ")";
    }
    return firstLine(root.getMessage() == null ? root.toString() : root.getMessage());
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse(text);
  }
}
