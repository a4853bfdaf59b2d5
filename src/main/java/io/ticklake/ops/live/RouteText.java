package io.ticklake.ops.live;

import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * What a file of the routes directory may hold: routes, templates and routes made from templates.
 * Camel's YAML could also make beans of any class, and passes over what is no list in silence.
 */
final class RouteText {
  private static final Set<String> KINDS = Set.of("route", "routeTemplate", "templatedRoute");
  private static final Set<Tag> PLAIN =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.SEQ, Tag.MAP);

  // The packaged files have up to 18 levels. Parsers of YAML and of routes go as deep as the text
  // does, until their stack ends.
  private static final int MOST_LEVELS = 100;
  // The packaged files have some hundred. Who reads the routes makes each value anew for each alias
  // that leads to it: 25 lines, each with two aliases of the one before, are 33 million.
  private static final int MOST_VALUES = 50_000;

  private final RouteFile file;
  private int values;

  private RouteText(RouteFile file) {
    this.file = file;
  }

  /**
   * Looks at the form alone; whether the routes work is for the rehearsal.
   *
   * @throws RouteFileException with the line of what does not belong there
   */
  static void check(RouteFile file) throws RouteFileException {
    try {
      LoadSettings settings = LoadSettings.builder().build();
      checkLevels(file, new Parse(settings).parseString(file.text()));
      Node root =
          new Compose(settings)
              .composeString(file.text())
              .orElseThrow(() -> new RouteFileException(file.location(), "is empty"));
      new RouteText(file).check(root);
    } catch (YamlEngineException e) {
      throw RouteFileException.of(file.location(), e);
    }
  }

  // Events come one by one, so this needs no stack.
  private static void checkLevels(RouteFile file, Iterable<Event> events)
      throws RouteFileException {
    int level = 0;
    for (Event event : events) {
      if (event instanceof CollectionStartEvent) {
        level++;
      } else if (event instanceof CollectionEndEvent) {
        level--;
      }
      if (level > MOST_LEVELS) {
        throw new RouteFileException(
            place(file, event.getStartMark()),
            "is nested deeper than %d levels".formatted(MOST_LEVELS));
      }
    }
  }

  private void check(Node root) throws RouteFileException {
    if (!(root instanceof SequenceNode list)) {
      throw at(root, "is not a list; begin each route with '- route:'");
    }
    for (Node item : list.getValue()) {
      if (!(item instanceof MappingNode mapping)) {
        throw at(item, "is not a route; begin each one with '- route:'");
      }
      for (NodeTuple entry : mapping.getValue()) {
        String kind = entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "";
        if (!KINDS.contains(kind)) {
          throw at(
              entry.getKeyNode(),
              "'"
                  + kind
                  + "' does not belong into a route file; it may hold route,"
                  + " routeTemplate and templatedRoute");
        }
      }
    }
    checkValues(root, 1);
  }

  /** As who reads the routes does: an alias leads to its values once more. */
  private void checkValues(Node node, int level) throws RouteFileException {
    values++;
    if (values > MOST_VALUES || level > MOST_LEVELS) {
      throw at(
          node,
          "has more than %,d values or %d levels once its aliases are followed"
              .formatted(MOST_VALUES, MOST_LEVELS));
    }
    if (!PLAIN.contains(node.getTag())) {
      throw at(node, "has the tag '" + node.getTag() + "'; route files are plain YAML");
    }
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        checkValues(item, level + 1);
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        checkValues(entry.getKeyNode(), level + 1);
        checkValues(entry.getValueNode(), level + 1);
      }
    }
  }

  private RouteFileException at(Node node, String reason) {
    return new RouteFileException(place(file, node.getStartMark()), reason);
  }

  private static String place(RouteFile file, Optional<Mark> mark) {
    return file.location() + mark.map(at -> ":" + (at.getLine() + 1)).orElse("");
  }
}
