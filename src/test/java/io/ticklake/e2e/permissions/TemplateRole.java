package io.ticklake.e2e.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The instance's role as the CloudFormation template has it. */
final class TemplateRole {
  private static final Path TEMPLATE = Path.of("src", "production", "aws", "ticklake.yaml");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  private final Map<?, ?> template;
  private final Map<String, String> values;
  private final Map<String, Boolean> conditions;

  /**
   * @param values of parameters, resources and attributes, as {@code Lake.Arn}
   * @param conditions of the template
   */
  TemplateRole(Map<String, String> values, Map<String, Boolean> conditions) throws IOException {
    this.template = TemplateYaml.read(Files.readString(TEMPLATE));
    this.values = values;
    this.conditions = conditions;
  }

  List<Statement> statements() {
    List<Statement> statements = new ArrayList<>();
    for (Object policy :
        list(at(template, "Resources", "InstanceRole", "Properties", "Policies"))) {
      Object chosen = choose(policy);
      if (at(chosen, "Ref") == null) {
        list(at(chosen, "PolicyDocument", "Statement")).forEach(s -> statements.add(read(s)));
      }
    }
    return statements;
  }

  private Statement read(Object statement) {
    Object sid = at(statement, "Sid");
    return new Statement(
        sid == null ? "" : (String) sid,
        list(at(statement, "Action")).stream().map(String.class::cast).toList(),
        list(at(statement, "Resource")).stream().map(this::resolve).toList());
  }

  private Object choose(Object value) {
    return at(value, "If") instanceof List<?> branches
        ? branches.get(conditions.get((String) branches.get(0)) ? 1 : 2)
        : value;
  }

  private String resolve(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return Stream.of("Ref", "GetAtt")
        .map(function -> at(value, function))
        .filter(String.class::isInstance)
        .map(name -> value((String) name))
        .findFirst()
        .orElseGet(() -> substituted((String) at(value, "Sub")));
  }

  private String substituted(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
  }

  private String value(String name) {
    if (!values.containsKey(name)) {
      throw new IllegalArgumentException("The test gives no value for '" + name + "'");
    }
    return values.get(name);
  }

  private static Object at(Object value, String... path) {
    Object found = value;
    for (String name : path) {
      found = found instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return found;
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : List.of(value);
  }
}
