package io.ticklake.embedded.awsapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One action of a JSON 1.1 service (Glue, Athena): request body in, response body out. Called on
 * many threads.
 */
@FunctionalInterface
public interface JsonAction {
  JsonNode handle(ObjectNode request) throws AwsError;
}
