package io.ticklake.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.JsonRpcServer;
import io.ticklake.embedded.awsapi.JsonService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.InternalServerException;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.GlueException;

/** The JSON 1.1 protocol as the AWS SDK's Glue and Athena clients speak it. */
class EmbeddedJsonRpcTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static JsonRpcServer glue;
  private static JsonRpcServer athena;

  @BeforeAll
  static void start() {
    glue =
        JsonRpcServer.start(
            JsonService.GLUE,
            Map.of(
                "GetDatabase",
                request -> {
                  String name = request.path("Name").asText();
                  if (name.equals("absent")) {
                    throw AwsError.badRequest(
                        "EntityNotFoundException", "Database absent not found.");
                  }
                  ObjectNode reply = JsonNodeFactory.instance.objectNode();
                  reply.putObject("Database").put("Name", name).put("CreateTime", 1700000000.5);
                  return reply;
                }),
            KEY);
    athena =
        JsonRpcServer.start(
            JsonService.ATHENA,
            Map.of(
                "GetWorkGroup",
                request -> {
                  throw new AwsError(
                      400,
                      "InvalidRequestException",
                      "WorkGroup is not found.",
                      Map.of("AthenaErrorCode", "INVALID_INPUT", "ErrorCode", "INVALID_INPUT"));
                },
                "ListWorkGroups",
                request -> {
                  throw new IllegalStateException("broken on purpose");
                }),
            KEY);
  }

  @AfterAll
  static void stop() {
    glue.close();
    athena.close();
  }

  @Test
  void answersSignedRequests() {
    try (GlueClient client = glueClient(KEY.id(), KEY.secret())) {
      var database = client.getDatabase(r -> r.name("märket & co")).database();

      assertThat(database.name()).isEqualTo("märket & co");
      assertThat(database.createTime()).isEqualTo(Instant.ofEpochMilli(1700000000500L));
    }
  }

  @Test
  void refusesAWrongSecret() {
    try (GlueClient client = glueClient(KEY.id(), "wrong")) {
      assertThatThrownBy(() -> client.getDatabase(r -> r.name("db")))
          .isInstanceOf(GlueException.class)
          .hasMessageContaining("The request signature we calculated does not match")
          .extracting(e -> ((GlueException) e).awsErrorDetails().errorCode())
          .isEqualTo("InvalidSignatureException");
    }
  }

  @Test
  void refusesAnUnknownKey() {
    try (GlueClient client = glueClient("AKIAOTHER", KEY.secret())) {
      assertThatThrownBy(() -> client.getDatabase(r -> r.name("db")))
          .hasMessageContaining("The security token included in the request is invalid.")
          .extracting(e -> ((GlueException) e).awsErrorDetails().errorCode())
          .isEqualTo("UnrecognizedClientException");
    }
  }

  @Test
  void refusesASessionTokenThatItNeverGave() {
    try (GlueClient client =
        glueClient(AwsSessionCredentials.create(KEY.id(), KEY.secret(), "t"))) {
      assertThatThrownBy(() -> client.getDatabase(r -> r.name("db")))
          .hasMessageContaining("The security token included in the request is invalid.");
    }
  }

  @Test
  void refusesASignatureForAnotherService() throws Exception {
    try (GlueClient client =
        GlueClient.builder()
            .endpointOverride(URI.create(athena.address()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(KEY.id(), KEY.secret())))
            .build()) {
      assertThatThrownBy(() -> client.getDatabase(r -> r.name("db")))
          .hasMessageContaining("Credential should be scoped to correct service: 'athena'");
    }
  }

  @Test
  void refusesAnUnsignedRequest() throws Exception {
    HttpResponse<String> reply = post("application/x-amz-json-1.1", "{}");

    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body())
        .isEqualTo(
            "{\"__type\":\"MissingAuthenticationTokenException\","
                + "\"message\":\"Missing Authentication Token\"}");
    assertThat(reply.headers().firstValue("x-amzn-RequestId")).isPresent();
  }

  @Test
  void refusesASignatureOlderThanFifteenMinutes() throws Exception {
    String reply = sendSigned(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-16)), "{}");

    assertThat(reply).contains("InvalidSignatureException", "Signature expired: ", "- 15 min.)");
  }

  @Test
  void refusesASignatureFromTheFuture() throws Exception {
    String reply = sendSigned(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(16)), "{}");

    assertThat(reply).contains("InvalidSignatureException", "Signature not yet current: ");
  }

  @Test
  void refusesABodyThatWasChangedAfterSigning() throws Exception {
    assertThat(sendSigned(Clock.systemUTC(), "{\"Name\":\"db\"}")).contains("\"db\"");
    assertThat(sendSigned(Clock.systemUTC(), "{\"Name\":\"db\"}", "{\"Name\":\"xx\"}"))
        .contains("InvalidSignatureException");
  }

  @Test
  void refusesABodyThatIsNoJson() throws Exception {
    assertThat(sendSigned(Clock.systemUTC(), "{")).contains("SerializationException");
  }

  @Test
  void answersAnotherProtocolWithNotFound() throws Exception {
    assertThat(post("application/x-amz-json-1.0", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void namesAnActionThatIsNotThereAndIsNotRetried() {
    try (GlueClient client = glueClient(KEY.id(), KEY.secret())) {
      Instant before = Instant.now();
      GlueException e = catchThrowableOfType(GlueException.class, () -> client.listJobs(r -> {}));

      assertThat(e.statusCode()).isEqualTo(400);
      assertThat(e).hasMessageContaining("AWSGlue.ListJobs");
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("UnknownOperationException");
      assertThat(e.numAttempts()).isEqualTo(1);
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void carriesTheServicesErrors() {
    try (GlueClient client = glueClient(KEY.id(), KEY.secret())) {
      assertThatThrownBy(() -> client.getDatabase(r -> r.name("absent")))
          .isInstanceOf(EntityNotFoundException.class)
          .hasMessageContaining("Database absent not found.");
    }
  }

  @Test
  void carriesAthenasErrorCode() {
    try (AthenaClient client = athenaClient()) {
      InvalidRequestException e =
          catchThrowableOfType(
              InvalidRequestException.class, () -> client.getWorkGroup(r -> r.workGroup("none")));

      assertThat(e.athenaErrorCode()).isEqualTo("INVALID_INPUT");
      assertThat(e).hasMessageContaining("WorkGroup is not found.");
    }
  }

  @Test
  void answersAnUnexpectedExceptionAsInternalError() {
    try (AthenaClient client = athenaClient()) {
      assertThatThrownBy(() -> client.listWorkGroups(r -> {}))
          .isInstanceOf(InternalServerException.class)
          .hasMessageContaining("broken on purpose");
    }
  }

  private static String sendSigned(Clock clock, String body) throws Exception {
    return sendSigned(clock, body, body);
  }

  private static String sendSigned(Clock clock, String signedBody, String sentBody)
      throws Exception {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(glue.address() + "/"))
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "AWSGlue.GetDatabase")
            .build();
    var signed =
        AwsV4HttpSigner.create()
            .sign(
                r ->
                    r.request(request)
                        .identity(AwsBasicCredentials.create(KEY.id(), KEY.secret()))
                        .payload(ContentStreamProvider.fromUtf8String(signedBody))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "glue")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock));
    HttpRequest.Builder sent =
        HttpRequest.newBuilder(URI.create(glue.address() + "/"))
            .POST(HttpRequest.BodyPublishers.ofString(sentBody));
    signed
        .request()
        .forEachHeader(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> sent.header(name, value));
              }
            });
    return HttpClient.newHttpClient()
        .send(sent.build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private static HttpResponse<String> post(String contentType, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(glue.address()))
            .header("Content-Type", contentType)
            .header("X-Amz-Target", "AWSGlue.GetDatabase")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static GlueClient glueClient(String keyId, String secret) {
    return glueClient(AwsBasicCredentials.create(keyId, secret));
  }

  private static GlueClient glueClient(AwsCredentials credentials) {
    return GlueClient.builder()
        .endpointOverride(URI.create(glue.address()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .build();
  }

  private static AthenaClient athenaClient() {
    return AthenaClient.builder()
        .endpointOverride(URI.create(athena.address()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), KEY.secret())))
        .build();
  }
}
