package io.ticklake.bench.camel;

import com.github.luben.zstd.Zstd;
import io.ticklake.bench.Coding;
import io.ticklake.bench.Job;
import io.ticklake.bench.S3Clients;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import software.amazon.awssdk.services.s3.S3Client;

/** The ends of both stock routes. */
final class StockS3 {
  private StockS3() {}

  static S3Client client(Job job) {
    return S3Clients.create(URI.create(job.s3()), job.accessKey(), job.secretKey());
  }

  static String kafka(Job job) {
    return ("kafka:%s?brokers=%s&groupId=%s&autoOffsetReset=earliest&consumersCount=%d"
            + "&valueDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer"
            + "&keyDeserializer=org.apache.kafka.common.serialization.ByteArrayDeserializer")
        .formatted(
            job.topic(), job.brokers(), job.group(), Runtime.getRuntime().availableProcessors());
  }

  static String store(Job job) {
    return "aws2-s3:" + job.bucket();
  }

  static void prepare(Exchange exchange, Job job) throws IOException {
    DatedRecords.Group group = exchange.getMessage().getBody(DatedRecords.Group.class);
    exchange.getMessage().removeHeaders("*");
    exchange
        .getMessage()
        .setHeader(
            AWS2S3Constants.KEY,
            "%s/%s/%s.%s"
                .formatted(
                    job.prefix(), group.folder(), UUID.randomUUID(), job.coding().extension()));
    exchange.getMessage().setBody(encode(group.lines().toByteArray(), job.coding()));
  }

  private static byte[] encode(byte[] lines, Coding coding) throws IOException {
    return switch (coding) {
      case NONE -> lines;
      case GZIP_1 -> gzip(lines, 1);
      case GZIP_6 -> gzip(lines, 6);
      case ZSTD_1 -> Zstd.compress(lines, 1);
      case PARQUET_ZSTD -> throw new IllegalArgumentException("Camel has no Parquet of its own");
    };
  }

  private static byte[] gzip(byte[] lines, int level) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(lines.length / 4);
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(bytes, 16 << 10) {
          {
            def.setLevel(level);
          }
        }) {
      gzip.write(lines);
    }
    return bytes.toByteArray();
  }
}
