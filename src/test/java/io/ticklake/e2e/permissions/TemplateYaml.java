package io.ticklake.e2e.permissions;

import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * CloudFormation's YAML as maps, lists and texts. A function is a map of one entry, in its short
 * form {@code !Sub x} and its long one {@code Fn::Sub: x} alike: {@code {Sub: x}}.
 */
final class TemplateYaml {
  private static final String LONG_FORM = "Fn::";

  private TemplateYaml() {}

  static Map<?, ?> read(String text) {
    Node root = new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow();
    return (Map<?, ?>) plain(root);
  }

  private static Object plain(Node node) {
    Object value;
    if (node instanceof MappingNode mapping) {
      value = map(mapping);
    } else if (node instanceof SequenceNode sequence) {
      value = sequence.getValue().stream().map(TemplateYaml::plain).toList();
    } else {
      value = ((ScalarNode) node).getValue();
    }
    String tag = node.getTag().getValue();
    return tag.matches("!\\w+") ? Map.of(tag.substring(1), value) : value;
  }

  private static Map<String, Object> map(MappingNode mapping) {
    Map<String, Object> map = new LinkedHashMap<>();
    mapping
        .getValue()
        .forEach(
            entry -> {
              String name = ((ScalarNode) entry.getKeyNode()).getValue();
              map.put(
                  name.startsWith(LONG_FORM) ? name.substring(LONG_FORM.length()) : name,
                  plain(entry.getValueNode()));
            });
    return map;
  }
}
