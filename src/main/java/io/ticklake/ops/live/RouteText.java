package io.ticklake.ops.live;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
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

  private final RouteFile file;
  // Aliases lead to the same node again: each is looked at once, however often it is named.
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

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
      Node root =
          new Compose(LoadSettings.builder().build())
              .composeString(file.text())
              .orElseThrow(() -> new RouteFileException(file.location(), "is empty"));
      new RouteText(file).check(root);
    } catch (YamlEngineException e) {
      throw RouteFileException.of(file.location(), e);
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
    checkTags(root);
  }

  private void checkTags(Node node) throws RouteFileException {
    if (!seen.add(node)) {
      return;
    }
    if (!PLAIN.contains(node.getTag())) {
      throw at(node, "has the tag '" + node.getTag() + "'; route files are plain YAML");
    }
    if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        checkTags(item);
      }
    } else if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        checkTags(entry.getKeyNode());
        checkTags(entry.getValueNode());
      }
    }
  }

  private RouteFileException at(Node node, String reason) {
    String line = node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    return new RouteFileException(file.location() + line, reason);
  }
}
