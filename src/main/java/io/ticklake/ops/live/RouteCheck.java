package io.ticklake.ops.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;

/** Tries route files as the running program would, and runs nothing. */
public final class RouteCheck {
  private final List<RouteFile> packaged;
  private final Rehearsal rehearsal;

  /**
   * What a check finds.
   *
   * @param changed ids of the routes that the files add, or give another form than the packaged one
   * @param problems file, line and cause, a sentence each; empty when the files can be used
   */
  public record Finding(List<String> changed, List<String> problems) {
    public Finding {
      changed = List.copyOf(changed);
      problems = List.copyOf(problems);
    }
  }

  /**
   * A check over these packaged files.
   *
   * @param beans a context that has what routes may name; it is not started
   * @param settings what placeholders resolve to
   * @param javaRoutes makes the routes in Java that route files call
   */
  public RouteCheck(
      CamelContext beans,
      List<String> packagedNames,
      Properties settings,
      Supplier<List<RoutesBuilder>> javaRoutes) {
    this.packaged = RouteDirectory.packaged(packagedNames);
    this.rehearsal = new Rehearsal(beans, settings, javaRoutes);
  }

  /** Looks at files that lie beside each other; when they fail together, at each alone. */
  public Finding check(List<Path> paths) {
    List<String> problems = new ArrayList<>();
    List<RouteFile> files = new ArrayList<>();
    for (Path path : paths) {
      try {
        files.add(RouteDirectory.read(path, String.valueOf(path.getFileName())));
      } catch (IOException | RouteFileException e) {
        problems.add(text(RouteFileException.of(path.toString(), e)));
      }
    }
    try {
      return new Finding(changes(files), problems);
    } catch (RouteFileException e) {
      List<String> alone = files.stream().flatMap(this::problemOf).map(RouteCheck::text).toList();
      problems.addAll(alone.isEmpty() ? List.of(text(e)) : alone);
      return new Finding(List.of(), problems);
    }
  }

  private List<String> changes(Collection<RouteFile> files) throws RouteFileException {
    Map<String, String> before = rehearsal.fingerprints(packaged);
    Map<String, String> after = rehearsal.fingerprints(with(files));
    return after.entrySet().stream()
        .filter(route -> !Objects.equals(before.get(route.getKey()), route.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Stream<RouteFileException> problemOf(RouteFile file) {
    try {
      rehearsal.fingerprints(with(List.of(file)));
      return Stream.empty();
    } catch (RouteFileException e) {
      return Stream.of(e.orAt(file.location()));
    }
  }

  private List<RouteFile> with(Collection<RouteFile> files) {
    return Stream.concat(packaged.stream(), files.stream()).toList();
  }

  private static String text(RouteFileException problem) {
    return problem.place() + ": " + problem.reason();
  }
}
