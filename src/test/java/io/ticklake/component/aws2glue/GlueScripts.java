package io.ticklake.component.aws2glue;

import io.ticklake.testkit.ScriptedAwsServer;
import java.net.URI;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.glue.GlueClient;

/** Glue's answers as the tests of this package need them, and clients that ask for them. */
final class GlueScripts {

  private GlueScripts() {}

  /** A GetCrawler answer of the crawler "bars", whose last crawl is the given one. */
  static String crawler(String state, String lastCrawl) {
    return """
        {"Crawler":{"Name":"bars","Role":"r","State":"%s","Version":1%s}}"""
        .formatted(state, lastCrawl.isEmpty() ? "" : ",\"LastCrawl\":" + lastCrawl);
  }

  static String succeeded(String runId) {
    return crawl(runId, "SUCCEEDED", null);
  }

  static String crawl(String runId, String status, String message) {
    return """
        {"Status":"%s","LogGroup":"/aws-glue/crawlers","LogStream":"bars","MessagePrefix":"%s",
         "StartTime":1763700000.0%s}"""
        .formatted(status, runId, message == null ? "" : ",\"ErrorMessage\":\"" + message + "\"");
  }

  /** A client that does not retry, so that a test counts what the component does. */
  static GlueClient client(URI address) {
    return GlueClient.builder()
        .endpointOverride(address)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "secret")))
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  /** Points the component at the server, as a program's configuration would. */
  static void configure(CamelContext camel, ScriptedAwsServer server) {
    Glue2Configuration configuration =
        camel.getComponent("aws2-glue", Glue2Component.class).getConfiguration();
    configuration.setRegion("eu-central-1");
    configuration.setOverrideEndpoint(true);
    configuration.setUriEndpointOverride(server.address().toString());
    configuration.setAccessKey("AKIATEST");
    configuration.setSecretKey("top-secret-value");
    configuration.setPollDelay(1);
  }
}
