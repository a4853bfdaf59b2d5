package io.ticklake.cli;

import io.ticklake.aws.AwsConfig;
import io.ticklake.config.Endpoint;
import io.ticklake.config.Key;
import io.ticklake.config.Settings;
import io.ticklake.ops.console.ConsoleConfig;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What {@code endpoints.env} says of a running program: the names that AWS's tools and people's
 * scripts read.
 */
final class EndpointVariables {
  static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";
  static final String SECRET_KEY = "AWS_SECRET_ACCESS_KEY";
  static final String KAFKA_BROKERS = "KAFKA_BROKERS";
  static final String MARKET_URL = "MARKET_URL";
  static final String MARKET_KEY = "MARKET_API_KEY";

  private EndpointVariables() {}

  static Map<String, String> of(Settings settings, Optional<String> marketKey) {
    Map<String, String> variables = new TreeMap<>();
    AwsConfig aws = AwsConfig.from(settings);
    address(variables, "AWS_ENDPOINT_URL_S3", aws.s3());
    address(variables, "AWS_ENDPOINT_URL_SNS", aws.sns());
    address(variables, "AWS_ENDPOINT_URL_GLUE", aws.glue());
    address(variables, "AWS_ENDPOINT_URL_ATHENA", aws.athena());
    aws.accessKey().ifPresent(id -> variables.put(ACCESS_KEY, id));
    aws.secretKey().ifPresent(secret -> variables.put(SECRET_KEY, secret.reveal()));
    marketKey.ifPresent(key -> variables.put(MARKET_KEY, key));
    variables.put("AWS_REGION", aws.region());
    variables.put("AWS_DEFAULT_REGION", aws.region());
    variables.put(KAFKA_BROKERS, text(settings, "ticklake.kafka.brokers"));
    variables.put(MARKET_URL, text(settings, "ticklake.market.base-url"));
    String feed = text(settings, "ticklake.market.websocket-url");
    if (!feed.equals("embedded")) { // it is not when the feed is switched off
      variables.put("MARKET_FEED_URL", feed);
    }
    variables.put("BUCKET", text(settings, "ticklake.archive.bucket"));
    RunConfig run = RunConfig.from(settings);
    variables.put("MANAGEMENT_URL", run.managementUrl(ConsoleConfig.from(settings)));
    return variables;
  }

  private static void address(Map<String, String> variables, String name, Endpoint endpoint) {
    if (endpoint instanceof Endpoint.Address address) {
      variables.put(name, address.text());
    }
  }

  private static String text(Settings settings, String name) {
    return settings.get(Key.text(name));
  }
}
