package io.ticklake.embedded.sns;

import com.fasterxml.jackson.databind.JsonNode;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.sns.Condition.Bound;
import io.ticklake.embedded.sns.FilterPolicy.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Turns a filter policy's JSON into clauses, and refuses what SNS refuses, in its words. */
final class FilterPolicyParser {
  /** Limits of SNS: keys, and combinations of their values. */
  private static final int MAX_KEYS = 5;

  private static final int MAX_COMPLEXITY = 150;

  private final FilterScope scope;
  private int keys;
  private long complexity = 1;

  FilterPolicyParser(FilterScope scope) {
    this.scope = scope;
  }

  List<Clause> parse(JsonNode policy) throws AwsError {
    if (!policy.isObject()) {
      throw SnsErrors.invalid("FilterPolicy: Filter policy must be a JSON object");
    }
    List<Clause> clauses = clauses(policy, List.of());
    if (keys > MAX_KEYS) {
      throw SnsErrors.invalid(
          "FilterPolicy: Filter policy can not have more than " + MAX_KEYS + " keys");
    }
    if (complexity > MAX_COMPLEXITY) {
      throw SnsErrors.invalid("FilterPolicy: Filter policy is too complex");
    }
    return clauses;
  }

  private List<Clause> clauses(JsonNode policy, List<String> parent) throws AwsError {
    List<Clause> clauses = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : policy.properties()) {
      List<String> path = Stream.concat(parent.stream(), Stream.of(member.getKey())).toList();
      JsonNode value = member.getValue();
      if (member.getKey().equals("$or") && value.isArray()) {
        clauses.add(or(value, parent));
      } else if (value.isArray()) {
        clauses.add(key(path, value));
      } else if (!value.isObject()) {
        throw SnsErrors.invalid(
            "FilterPolicy: \"" + member.getKey() + "\" must be an object or an array");
      } else if (scope == FilterScope.MESSAGE_ATTRIBUTES) {
        throw SnsErrors.invalid(
            "Filter policy scope MessageAttributes does not support nested filter policy");
      } else {
        clauses.addAll(clauses(value, path));
      }
    }
    return clauses;
  }

  private Clause or(JsonNode policies, List<String> parent) throws AwsError {
    List<List<Clause>> alternatives = new ArrayList<>();
    for (JsonNode policy : policies) {
      alternatives.add(clauses(policy, parent));
    }
    return new FilterPolicy.Or(alternatives);
  }

  private Clause key(List<String> path, JsonNode values) throws AwsError {
    if (values.isEmpty()) {
      throw SnsErrors.invalid("FilterPolicy: Empty arrays are not allowed");
    }
    keys++;
    complexity *= values.size();
    List<Condition> conditions = new ArrayList<>();
    for (JsonNode value : values) {
      conditions.add(value.isObject() ? operator(value) : exact(value));
    }
    return new FilterPolicy.Key(path, conditions);
  }

  private static Condition exact(JsonNode value) throws AwsError {
    if (!value.isValueNode()) {
      throw SnsErrors.invalid(
          "FilterPolicy: Match value must be String, number, true, false, or null");
    }
    return new Condition.Exact(value);
  }

  private static Condition operator(JsonNode pattern) throws AwsError {
    if (pattern.size() != 1) {
      throw SnsErrors.invalid("FilterPolicy: Only one key allowed in match expression");
    }
    Map.Entry<String, JsonNode> only = pattern.properties().iterator().next();
    JsonNode operand = only.getValue();
    return switch (only.getKey()) {
      case "prefix" -> new Condition.Prefix(text(operand, "prefix"));
      case "suffix" -> new Condition.Suffix(text(operand, "suffix"));
      case "equals-ignore-case" ->
          new Condition.EqualsIgnoreCase(text(operand, "equals-ignore-case"));
      case "anything-but" -> anythingBut(operand);
      case "numeric" -> numeric(operand);
      case "exists" -> exists(operand);
      default -> throw SnsErrors.invalid("FilterPolicy: Unrecognized match type " + only.getKey());
    };
  }

  private static Condition anythingBut(JsonNode operand) throws AwsError {
    List<Condition> unwanted = new ArrayList<>();
    if (operand.isArray()) {
      for (JsonNode value : operand) {
        unwanted.add(exact(value));
      }
    } else {
      unwanted.add(operand.isObject() ? operator(operand) : exact(operand));
    }
    return new Condition.AnythingBut(unwanted);
  }

  private static Condition numeric(JsonNode operand) throws AwsError {
    if (!operand.isArray() || operand.isEmpty() || operand.size() % 2 != 0) {
      throw SnsErrors.invalid("FilterPolicy: Invalid member in numeric match");
    }
    List<Bound> bounds = new ArrayList<>();
    for (int i = 0; i < operand.size(); i += 2) {
      String operator = operand.path(i).asText();
      if (!Bound.OPERATORS.contains(operator)) {
        throw SnsErrors.invalid("FilterPolicy: Unrecognized numeric range operator: " + operator);
      }
      if (!operand.path(i + 1).isNumber()) {
        throw SnsErrors.invalid("FilterPolicy: Value of " + operator + " must be numeric");
      }
      bounds.add(new Bound(operator, operand.path(i + 1).decimalValue()));
    }
    return new Condition.Numeric(bounds);
  }

  private static Condition exists(JsonNode operand) throws AwsError {
    if (!operand.isBoolean()) {
      throw SnsErrors.invalid("FilterPolicy: exists match pattern must be either true or false.");
    }
    return operand.asBoolean() ? new Condition.Present() : new Condition.Absent();
  }

  private static String text(JsonNode operand, String operator) throws AwsError {
    if (!operand.isTextual()) {
      throw SnsErrors.invalid("FilterPolicy: " + operator + " match pattern must be a string");
    }
    return operand.asText();
  }
}
