package io.ticklake.component.aws2glue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.testkit.ScriptedAwsServer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.GlueClient;

class Glue2ComponentTest {
  @RegisterExtension final ScriptedAwsServer server = new ScriptedAwsServer();
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  void anEndpointsOptionsDoNotReachTheComponentsConfiguration() {
    GlueScripts.configure(camel, server);

    Glue2Endpoint endpoint =
        camel.getEndpoint(
            "aws2-glue:x?region=eu-west-1&crawlerName=bars&waitTimeout=10m&pollDelay=7s",
            Glue2Endpoint.class);

    Glue2Configuration own = endpoint.getConfiguration();
    assertThat(own.getRegion()).isEqualTo("eu-west-1");
    assertThat(own.getWaitTimeout()).isEqualTo(600_000);
    assertThat(own.getPollDelay()).isEqualTo(7_000);
    assertThat(own.getLabel()).isEqualTo("x");
    Glue2Configuration shared = endpoint.getComponent().getConfiguration();
    assertThat(shared.getRegion()).isEqualTo("eu-central-1");
    assertThat(shared.getCrawlerName()).isNull();
  }

  @Test
  void theProgramsPropertiesReachTheComponent() throws Exception {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.addInitialProperty("camel.component.aws2-glue.region", "eu-west-1");
    main.addInitialProperty("camel.component.aws2-glue.use-default-credentials-provider", "true");
    main.addInitialProperty("camel.component.aws2-glue.wait-timeout", "10m");
    main.start();
    try {
      Glue2Configuration configuration =
          main.getCamelContext().getComponent("aws2-glue", Glue2Component.class).getConfiguration();

      assertThat(configuration.getRegion()).isEqualTo("eu-west-1");
      assertThat(configuration.isUseDefaultCredentialsProvider()).isTrue();
      assertThat(configuration.getWaitTimeout()).isEqualTo(600_000);
    } finally {
      main.stop();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          region=eu-west-1                                    | no credentials; set accessKey and secretKey
          accessKey=a                                         | no credentials; set accessKey and secretKey
          useDefaultCredentialsProvider=true&overrideEndpoint=true | uriEndpointOverride is not set
          useDefaultCredentialsProvider=true&uriEndpointOverride=http://h:1 | set overrideEndpoint=true or remove the address
          useDefaultCredentialsProvider=true&pollDelay=0      | pollDelay is 0 ms
          useDefaultCredentialsProvider=true&waitTimeout=-1   | waitTimeout is -1 ms
          useDefaultCredentialsProvider=true&operation=crawl  | crawl
          useDefaultCredentialsProvider=true&crawler=bars     | Unknown parameters=[{crawler=bars}]
          """)
  void whatCannotWorkIsRefusedWhenTheRouteIsBuilt(String options, String reason) {
    assertThatThrownBy(() -> camel.getEndpoint("aws2-glue:x?" + options))
        .hasStackTraceContaining(reason);
  }

  @Test
  void secretsAreNotShown() {
    GlueScripts.configure(camel, server);

    Glue2Endpoint endpoint =
        camel.getEndpoint(
            "aws2-glue:x?accessKey=KEYVALUE&secretKey=SECRETVALUE&sessionToken=TOKENVALUE",
            Glue2Endpoint.class);

    assertThat(endpoint + " " + endpoint.getConfiguration())
        .doesNotContain("KEYVALUE", "SECRETVALUE", "TOKENVALUE");
  }

  @Test
  void theOnlyClientOfTheRegistryIsUsedAndLeftOpen() {
    server.on("GetCrawler").answers(GlueScripts.crawler("READY", ""));
    try (GlueClient client = GlueScripts.client(server.address())) {
      camel.getRegistry().bind("glue", client);
      camel.start();

      Glue2Endpoint endpoint = camel.getEndpoint("aws2-glue:x", Glue2Endpoint.class);
      camel.stop();

      assertThat(endpoint.glueClient()).isSameAs(client);
      assertThat(client.getCrawler(r -> r.name("bars")).crawler().name()).isEqualTo("bars");
    }
  }

  @Test
  void temporaryKeysSendTheirToken() {
    server.on("GetCrawler").answers(GlueScripts.crawler("READY", ""));
    Glue2Configuration configuration = new Glue2Configuration();
    configuration.setRegion("eu-central-1");
    configuration.setOverrideEndpoint(true);
    configuration.setUriEndpointOverride(server.address().toString());
    configuration.setAccessKey("ASIATEST");
    configuration.setSecretKey("secret");
    configuration.setSessionToken("token");

    try (GlueClient client = Glue2ClientFactory.build(configuration)) {
      client.getCrawler(r -> r.name("bars"));
    }

    assertThat(server.calls("GetCrawler").get(0).authorization()).contains("x-amz-security-token");
  }

  @ParameterizedTest
  @CsvSource({
    "crawlerName=bars, GetCrawler",
    "databaseName=lake, GetDatabase",
    "region=eu-west-1, GetDatabases"
  })
  void isHealthyWhenGlueAnswersForWhatTheEndpointWorksOn(String options, String action) {
    server.on(action).answers("{}");

    HealthCheck.Result result = health(options);

    assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
    assertThat(server.actions()).containsExactly(action);
  }

  @Test
  void isUnhealthyWithGluesReasonWhenItRefuses() {
    server
        .on("GetCrawler")
        .refuses(400, "EntityNotFoundException", "Crawler entry with name bars does not exist");

    HealthCheck.Result result = health("crawlerName=bars");

    assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(result.getMessage())
        .hasValueSatisfying(
            text -> assertThat(text).contains("Crawler entry with name bars does not exist"));
    assertThat(result.getDetails()).containsEntry("service.error.code", "EntityNotFoundException");
  }

  @Test
  void isUnhealthyWhenNobodyAnswers() {
    server.on("GetCrawler").hangsUp();

    assertThat(health("crawlerName=bars").getState()).isEqualTo(HealthCheck.State.DOWN);
  }

  @Test
  void theHealthCheckLivesAsLongAsItsProducer() throws Exception {
    GlueScripts.configure(camel, server);
    camel.start();
    WritableHealthCheckRepository checks =
        HealthCheckHelper.getHealthCheckRepository(
            camel, "producers", WritableHealthCheckRepository.class);
    checks.setEnabled(true);
    var producer = camel.getEndpoint("aws2-glue:x?crawlerName=bars").createProducer();

    producer.start();
    long whileStarted = checks.stream().count();
    producer.stop();

    assertThat(whileStarted).isEqualTo(1);
    assertThat(checks.stream()).isEmpty();
  }

  private HealthCheck.Result health(String options) {
    try (GlueClient client = GlueScripts.client(server.address())) {
      camel.getRegistry().bind("glue", client);
      camel.start();
      return new Glue2HealthCheck(camel.getEndpoint("aws2-glue:x?" + options, Glue2Endpoint.class))
          .call();
    }
  }
}
