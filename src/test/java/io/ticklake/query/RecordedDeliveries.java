package io.ticklake.query;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** An S3 and an SNS that take what they are given, until they are told to refuse. */
final class RecordedDeliveries {
  final List<CopyObjectRequest> copies = new CopyOnWriteArrayList<>();
  final List<PublishRequest> messages = new CopyOnWriteArrayList<>();
  volatile boolean snsRefuses;

  S3Client s3() {
    return new S3Client() {
      @Override
      public CopyObjectResponse copyObject(CopyObjectRequest request) {
        copies.add(request);
        return CopyObjectResponse.builder()
            .copyObjectResult(CopyObjectResult.builder().eTag("etag").build())
            .build();
      }

      @Override
      public String serviceName() {
        return "s3";
      }

      @Override
      public void close() {}
    };
  }

  SnsClient sns() {
    return new SnsClient() {
      @Override
      public PublishResponse publish(PublishRequest request) {
        if (snsRefuses) {
          throw SnsException.builder().message("Topic does not exist").build();
        }
        messages.add(request);
        return PublishResponse.builder().messageId("1").build();
      }

      @Override
      public String serviceName() {
        return "sns";
      }

      @Override
      public void close() {}
    };
  }
}
