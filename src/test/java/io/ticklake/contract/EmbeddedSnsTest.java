package io.ticklake.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.sns.SnsServer;
import io.ticklake.embedded.sns.SnsSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.SnsException;

/** What the AWS SDK's SNS client, a mail reader and an HTTP subscriber meet at the embedded SNS. */
class EmbeddedSnsTest {
  private static final AccessKey KEY = new AccessKey("AKIATICKLAKE", "s3cr3t/with+signs");
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:objects";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path dir;
  private SnsServer server;
  private SnsClient sns;

  @BeforeEach
  void start() {
    server = SnsServer.start(settings(), KEY);
    sns = client(KEY.secret());
  }

  @AfterEach
  void stop() {
    sns.close();
    server.close();
  }

  @Test
  void makesListsAndDeletesTopics() {
    String arn =
        sns.createTopic(r -> r.name("made").attributes(Map.of("DisplayName", "M"))).topicArn();

    assertThat(arn).isEqualTo("arn:aws:sns:us-east-1:000000000000:made");
    assertThat(sns.createTopic(r -> r.name("made")).topicArn()).isEqualTo(arn);
    assertThat(sns.listTopics().topics()).extracting(t -> t.topicArn()).containsExactly(arn);
    assertThat(sns.getTopicAttributes(r -> r.topicArn(arn)).attributes())
        .containsEntry("DisplayName", "M")
        .containsEntry("SubscriptionsConfirmed", "0");
    sns.deleteTopic(r -> r.topicArn(arn));
    assertThat(sns.listTopics().topics()).isEmpty();
  }

  @Test
  void writesAnEmailFileForEachMessage() {
    server.provision(TOPIC, Optional.of("ops@example.com"));

    String id =
        sns.publish(r -> r.topicArn(TOPIC).subject("2 objects landed").message("a\n<b> & ü"))
            .messageId();
    sns.publish(r -> r.topicArn(TOPIC).message("second"));

    assertThat(id).hasSize(36);
    assertThat(mails()).hasSize(2);
    assertThat(mails().get(0))
        .contains("\r\nTo: ops@example.com\r\n")
        .contains("\r\nSubject: 2 objects landed\r\n")
        .contains("\r\nContent-Type: text/plain; charset=UTF-8\r\n")
        .contains("\r\n\r\na\r\n<b> & ü\r\n")
        .contains("Action=Unsubscribe&SubscriptionArn=arn%3Aaws%3Asns");
    assertThat(mails().get(1)).contains("\r\nSubject: AWS Notification Message\r\n");
  }

  @Test
  void encodesASubjectThatIsNotAscii() {
    server.provision(TOPIC, Optional.of("ops@example.com"));

    sns.publish(r -> r.topicArn(TOPIC).subject("Börse").message("m"));

    assertThat(mails().get(0)).contains("\r\nSubject: =?UTF-8?B?QsO2cnNl?=\r\n");
  }

  @Test
  void picksTheTextForEmailOfAStructuredMessage() {
    server.provision(TOPIC, Optional.of("ops@example.com"));

    sns.publish(
        r ->
            r.topicArn(TOPIC)
                .messageStructure("json")
                .message("{\"default\":\"for others\",\"email\":\"for mail\"}"));

    assertThat(mails().get(0)).contains("for mail").doesNotContain("for others");
  }

  @Test
  void deliversNothingBeforeTheLinkInTheEmailIsVisited() throws Exception {
    sns.createTopic(r -> r.name("objects"));
    String answer =
        sns.subscribe(r -> r.topicArn(TOPIC).protocol("email").endpoint("a@example.com"))
            .subscriptionArn();
    sns.publish(r -> r.topicArn(TOPIC).message("too early"));
    assertThat(answer).isEqualTo("pending confirmation");
    assertThat(subscriptionArns()).containsExactly("PendingConfirmation");
    assertThat(mails()).hasSize(1);

    HttpResponse<String> confirmed = get(link(mails().get(0), "ConfirmSubscription"));
    sns.publish(r -> r.topicArn(TOPIC).message("in time"));

    assertThat(confirmed.statusCode()).isEqualTo(200);
    assertThat(confirmed.body()).contains("<ConfirmSubscriptionResult><SubscriptionArn>" + TOPIC);
    assertThat(mails()).hasSize(2);
    assertThat(mails().get(1)).contains("in time");
  }

  @Test
  void forgetsASubscriptionWhoseUnsubscribeLinkIsVisited() throws Exception {
    server.provision(TOPIC, Optional.of("ops@example.com"));
    sns.publish(r -> r.topicArn(TOPIC).message("m"));

    get(link(mails().get(0), "Unsubscribe"));

    assertThat(subscriptionArns()).isEmpty();
  }

  @Test
  void remembersOverARestart() {
    server.provision(TOPIC, Optional.of("ops@example.com"));
    List<String> before = subscriptionArns();
    stop();

    start();
    server.provision(TOPIC, Optional.of("ops@example.com"));

    assertThat(subscriptionArns()).isEqualTo(before).hasSize(1);
    sns.publish(r -> r.topicArn(TOPIC).message("after"));
    assertThat(mails()).hasSize(1);
  }

  @Test
  void sendsOnlyWhatTheFilterPolicyWants() {
    server.provision(TOPIC, Optional.of("ops@example.com"));
    String arn = subscriptionArns().get(0);
    sns.setSubscriptionAttributes(
        r ->
            r.subscriptionArn(arn)
                .attributeName("FilterPolicy")
                .attributeValue("{\"zone\":[\"bars\"],\"rows\":[{\"numeric\":[\">\",10]}]}"));

    publish("wanted", "bars", "11");
    publish("few", "bars", "10");
    publish("other zone", "raw", "99");

    assertThat(mails()).hasSize(1);
    assertThat(mails().get(0)).contains("wanted");
    assertThat(sns.getSubscriptionAttributes(r -> r.subscriptionArn(arn)).attributes())
        .containsEntry("FilterPolicyScope", "MessageAttributes");
  }

  @Test
  void confirmsAndPostsToAnHttpEndpoint() throws Exception {
    BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    HttpServer subscriber = subscriber(received);
    try {
      sns.createTopic(r -> r.name("objects"));
      String endpoint = "http://127.0.0.1:" + subscriber.getAddress().getPort() + "/in";
      sns.subscribe(r -> r.topicArn(TOPIC).protocol("http").endpoint(endpoint));
      Received confirmation = received.poll(5, TimeUnit.SECONDS);
      assertThat(confirmation.type()).isEqualTo("SubscriptionConfirmation");
      get(JSON.readTree(confirmation.body()).path("SubscribeURL").asText());

      sns.publish(
          r -> r.topicArn(TOPIC).subject("s").message("{\"a\":1}").messageAttributes(text("z")));

      Received notification = received.poll(5, TimeUnit.SECONDS);
      JsonNode body = JSON.readTree(notification.body());
      assertThat(notification.type()).isEqualTo("Notification");
      assertThat(notification.contentType()).isEqualTo("text/plain; charset=UTF-8");
      assertThat(body.path("Message").asText()).isEqualTo("{\"a\":1}");
      assertThat(body.path("Subject").asText()).isEqualTo("s");
      assertThat(body.path("MessageAttributes").path("zone").path("Value").asText()).isEqualTo("z");
      assertThat(body.propertyStream().map(Map.Entry::getKey))
          .startsWith("Type", "MessageId", "TopicArn", "Subject", "Message", "Timestamp");

      sns.setSubscriptionAttributes(
          r ->
              r.subscriptionArn(subscriptionArns().get(0))
                  .attributeName("RawMessageDelivery")
                  .attributeValue("true"));
      sns.publish(r -> r.topicArn(TOPIC).message("raw text"));
      assertThat(received.poll(5, TimeUnit.SECONDS).body()).isEqualTo("raw text");
    } finally {
      subscriber.stop(0);
    }
  }

  @Test
  void publishesABatchAndTellsWhichEntriesFailed() {
    server.provision(TOPIC, Optional.of("ops@example.com"));

    var answer =
        sns.publishBatch(
            r ->
                r.topicArn(TOPIC)
                    .publishBatchRequestEntries(
                        entry("1", "fine"), entry("2", "x".repeat(262_145)), entry("3", "too")));

    assertThat(answer.successful()).extracting(e -> e.id()).containsExactly("1", "3");
    assertThat(answer.failed()).extracting(e -> e.id()).containsExactly("2");
    assertThat(answer.failed().get(0).message()).isEqualTo("Invalid parameter: Message too long");
    assertThat(mails()).hasSize(2);
    assertThat(
            refusal(
                () ->
                    sns.publishBatch(
                        r ->
                            r.topicArn(TOPIC)
                                .publishBatchRequestEntries(entry("1", "a"), entry("1", "b")))))
        .isEqualTo("BatchEntryIdsNotDistinct");
  }

  @Test
  void refusesWhatSnsRefusesInItsWords() {
    server.provision(TOPIC, Optional.empty());

    assertThat(text(() -> sns.publish(r -> r.topicArn("x").message("m"))))
        .contains(
            "Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1");
    assertThat(text(() -> sns.publish(r -> r.topicArn(TOPIC).message(""))))
        .contains("Invalid parameter: Empty message");
    assertThat(text(() -> sns.publish(r -> r.topicArn(TOPIC).message("x".repeat(262_145)))))
        .contains("Invalid parameter: Message too long");
    assertThat(
            text(() -> sns.publish(r -> r.topicArn(TOPIC).message("m").subject("x".repeat(101)))))
        .contains("Invalid parameter: Subject");
    assertThat(
            text(() -> sns.publish(r -> r.topicArn(TOPIC).message("{}").messageStructure("json"))))
        .contains("Message Structure - No default entry in JSON message body");
    assertThat(text(() -> sns.subscribe(r -> r.topicArn(TOPIC).protocol("pigeon").endpoint("x"))))
        .contains("Amazon SNS does not support this protocol string: pigeon");
    assertThat(text(() -> sns.confirmSubscription(r -> r.topicArn(TOPIC).token("no"))))
        .contains("Invalid parameter: Token");
    assertThat(
            sns.publish(r -> r.topicArn(TOPIC).message("m").subject("x".repeat(100))).messageId())
        .isNotEmpty();
  }

  @Test
  void saysThatATopicDoesNotExist() {
    NotFoundException e =
        catchThrowableOfType(
            NotFoundException.class, () -> sns.publish(r -> r.topicArn(TOPIC).message("m")));

    assertThat(e.statusCode()).isEqualTo(404);
    assertThat(e).hasMessageContaining("Topic does not exist");
  }

  @Test
  void namesAnActionThatIsNotThere() {
    SnsException e =
        catchThrowableOfType(SnsException.class, () -> sns.listPhoneNumbersOptedOut(r -> {}));

    assertThat(e.statusCode()).isEqualTo(400);
    assertThat(e).hasMessageContaining("ListPhoneNumbersOptedOut");
    assertThat(e.numAttempts()).isEqualTo(1);
  }

  @Test
  void refusesAWrongSecretAndNoSignature() throws Exception {
    try (SnsClient stranger = client("wrong")) {
      assertThat(refusal(() -> stranger.listTopics())).isEqualTo("SignatureDoesNotMatch");
    }
    assertThat(get(server.address() + "/?Action=ListTopics").statusCode()).isEqualTo(403);
  }

  private SnsSettings settings() {
    return new SnsSettings(
        "us-east-1", "000000000000", dir.resolve("sns/state.json"), dir.resolve("mail"));
  }

  private SnsClient client(String secret) {
    return SnsClient.builder()
        .endpointOverride(URI.create(server.address()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY.id(), secret)))
        .build();
  }

  private void publish(String message, String zone, String rows) {
    sns.publish(
        r ->
            r.topicArn(TOPIC)
                .message(message)
                .messageAttributes(
                    Map.of(
                        "zone",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue(zone)
                            .build(),
                        "rows",
                        MessageAttributeValue.builder()
                            .dataType("Number")
                            .stringValue(rows)
                            .build())));
  }

  private static Map<String, MessageAttributeValue> text(String zone) {
    return Map.of(
        "zone", MessageAttributeValue.builder().dataType("String").stringValue(zone).build());
  }

  private static PublishBatchRequestEntry entry(String id, String message) {
    return PublishBatchRequestEntry.builder().id(id).message(message).build();
  }

  private List<String> subscriptionArns() {
    return sns.listSubscriptionsByTopic(r -> r.topicArn(TOPIC)).subscriptions().stream()
        .map(s -> s.subscriptionArn())
        .toList();
  }

  /** In the order of their names. */
  private List<String> mails() {
    try (Stream<Path> files = Files.list(dir.resolve("mail"))) {
      return files.sorted().map(EmbeddedSnsTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String link(String mail, String action) {
    return mail.lines().filter(line -> line.contains("Action=" + action)).findFirst().orElseThrow();
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(address)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static String refusal(ThrowingCallable call) {
    return catchThrowableOfType(SnsException.class, call).awsErrorDetails().errorCode();
  }

  private static String text(ThrowingCallable call) {
    return catchThrowableOfType(SnsException.class, call).getMessage();
  }

  private record Received(String type, String contentType, String body) {}

  private static HttpServer subscriber(BlockingQueue<Received> received) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/in",
        exchange -> {
          received.add(
              new Received(
                  exchange.getRequestHeaders().getFirst("x-amz-sns-message-type"),
                  exchange.getRequestHeaders().getFirst("Content-Type"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    http.start();
    return http;
  }
}
