package io.ticklake.ingest;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads each answer into memory, decompressed and up to a limit: below Camel, which reads without
 * one. The connection of an answer that is too large or breaks off is given up, for closing its
 * stream would read it to the end.
 */
final class PageLimit implements ExecChainHandler {
  // A page travels in one Kafka record of 16 MB at most (max.request.size), in an envelope.
  private static final int BYTES = (16 << 20) - (64 << 10);

  @Override
  public ClassicHttpResponse execute(
      ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
      throws IOException, HttpException {
    ClassicHttpResponse response = chain.proceed(request, scope);
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return response;
    }
    try {
      byte[] body = read(entity);
      response.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
      return response;
    } catch (IOException | RuntimeException e) {
      scope.execRuntime.discardEndpoint();
      throw e;
    }
  }

  private static byte[] read(HttpEntity entity) throws IOException {
    InputStream content = entity.getContent();
    byte[] body = content.readNBytes(BYTES + 1);
    if (body.length > BYTES) {
      throw new PageTooLargeException(
          "the answer is larger than %,d bytes, and a page has to fit into one record of Kafka"
              .formatted(BYTES));
    }
    content.close();
    return body;
  }
}
