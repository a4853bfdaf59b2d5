package io.ticklake.embedded.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ticklake.embedded.awsapi.AwsError;
import java.util.ArrayList;
import java.util.List;

/**
 * Which messages a subscription wants: every key must match, by any of its conditions; a {@code
 * $or} by any of its policies.
 */
final class FilterPolicy {
  private static final JsonMapper JSON = new JsonMapper();

  private final FilterScope scope;
  private final List<Clause> clauses;

  private FilterPolicy(FilterScope scope, List<Clause> clauses) {
    this.scope = scope;
    this.clauses = clauses;
  }

  /** Reads a policy, refusing what SNS refuses. */
  static FilterPolicy parse(String text, FilterScope scope) throws AwsError {
    JsonNode policy;
    try {
      policy = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw SnsErrors.invalid("FilterPolicy: failed to parse JSON. " + e.getOriginalMessage());
    }
    return new FilterPolicy(scope, new FilterPolicyParser(scope).parse(policy));
  }

  boolean wants(Message message) {
    return switch (scope) {
      case MESSAGE_ATTRIBUTES -> all(clauses, path -> attribute(message, path));
      case MESSAGE_BODY -> {
        try {
          JsonNode body = JSON.readTree(message.body());
          yield body.isObject() && all(clauses, path -> leaves(body, path));
        } catch (JsonProcessingException e) {
          // As SNS has it: a body that is no JSON matches no policy on it.
          yield false;
        }
      }
    };
  }

  private static boolean all(List<Clause> clauses, Values values) {
    return clauses.stream().allMatch(clause -> clause.holds(values));
  }

  private static List<JsonNode> attribute(Message message, List<String> path) {
    MessageAttribute attribute = message.attributes().get(path.get(0));
    return attribute == null ? List.of() : attribute.values();
  }

  /** The values at a path; an array stands for each of its elements. */
  private static List<JsonNode> leaves(JsonNode body, List<String> path) {
    List<JsonNode> found = new ArrayList<>();
    collect(body, path, 0, found);
    return found;
  }

  private static void collect(JsonNode node, List<String> path, int depth, List<JsonNode> found) {
    if (node.isArray()) {
      node.forEach(element -> collect(element, path, depth, found));
    } else if (depth == path.size()) {
      found.add(node);
    } else if (node.has(path.get(depth))) {
      collect(node.path(path.get(depth)), path, depth + 1, found);
    }
  }

  /** Gives the values at a path. */
  @FunctionalInterface
  interface Values {
    List<JsonNode> at(List<String> path);
  }

  /** What must hold of a message. */
  sealed interface Clause {
    boolean holds(Values values);
  }

  /** The value at the path matches one of the conditions. */
  record Key(List<String> path, List<Condition> conditions) implements Clause {
    @Override
    public boolean holds(Values values) {
      List<JsonNode> found = values.at(path);
      if (found.isEmpty()) {
        return conditions.stream().anyMatch(Condition.Absent.class::isInstance);
      }
      return found.stream().anyMatch(v -> conditions.stream().anyMatch(c -> c.matches(v)));
    }
  }

  /** One of the alternatives holds. */
  record Or(List<List<Clause>> alternatives) implements Clause {
    @Override
    public boolean holds(Values values) {
      return alternatives.stream().anyMatch(clauses -> all(clauses, values));
    }
  }
}
