package io.ticklake.bench.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The loop that an engineer would write for this: HTTP client, streaming parser, producer, as fast
 * as we can make it. The limit that ticklake is measured against.
 *
 * <p>What it does: page by page; the page as received to one topic, each row as a bar of the
 * contract to another while the page is read, without waiting for acknowledgements before the end.
 *
 * <p>What it does not do: look whether a page is whole before its first bar is sent, survive a row
 * that it does not expect, know what was published before, keep to a budget, retry, remember where
 * it was, or say how far it is.
 */
public final class IngestLoop {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER).build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final KafkaProducer<byte[], byte[]> producer;
  private final String market;
  private final String rawTopic;
  private final LoopBar bar;

  private IngestLoop(
      KafkaProducer<byte[], byte[]> producer, String market, String rawTopic, LoopBar bar) {
    this.producer = producer;
    this.market = market;
    this.rawTopic = rawTopic;
    this.bar = bar;
  }

  /** Arguments: brokers, market, topic of pages, topic of bars, file of paths, timespan. */
  public static void main(String[] args) throws Exception {
    // As application.properties has them for the program's producers.
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            args[0],
            "acks",
            "all",
            "enable.idempotence",
            true,
            "compression.type",
            "zstd",
            "linger.ms",
            "5",
            "max.request.size",
            "16777216");
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.partitionsFor(args[2]);
      producer.partitionsFor(args[3]);
      IngestLoop loop =
          new IngestLoop(producer, args[1], args[2], new LoopBar(producer, args[3], args[5]));
      for (String path : Files.readAllLines(Path.of(args[4]))) {
        loop.follow(path);
      }
      producer.flush();
    }
    // Until it is killed: the kernel's facts about a process end with it.
    while (true) {
      LockSupport.park();
    }
  }

  private void follow(String path) throws IOException, InterruptedException {
    String next = market + path;
    while (next != null) {
      next = page(next);
    }
  }

  private @Nullable String page(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer bench")
            .header("Accept-Encoding", "gzip")
            .build();
    HttpResponse<InputStream> answer =
        http.send(request, HttpResponse.BodyHandlers.ofInputStream());
    byte[] body;
    try (InputStream in = new GZIPInputStream(answer.body(), 65_536)) {
      body = in.readAllBytes();
    }
    raw(url, body);
    return bars(body);
  }

  private void raw(String url, byte[] body) {
    String path = url.substring(market.length());
    byte[] head =
        ("{\"source\":\"loop\",\"url\":\"" + url + "\",\"status\":200,\"page\":")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] line = new byte[head.length + body.length + 1];
    System.arraycopy(head, 0, line, 0, head.length);
    System.arraycopy(body, 0, line, head.length, body.length);
    line[line.length - 1] = '}';
    producer.send(new ProducerRecord<>(rawTopic, path.getBytes(StandardCharsets.US_ASCII), line));
  }

  private @Nullable String bars(byte[] body) throws IOException {
    String next = null;
    try (JsonParser json = JSON.createParser(body)) {
      json.nextToken();
      bar.beginPage();
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "ticker" -> bar.ticker(json.getText());
          case "results" -> {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              bar.send(json);
            }
          }
          case "next_url" -> next = json.getText();
          default -> json.skipChildren();
        }
      }
    }
    return next;
  }
}
