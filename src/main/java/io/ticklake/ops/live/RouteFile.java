package io.ticklake.ops.live;

import java.nio.charset.StandardCharsets;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.ResourceHelper;

/**
 * A route file as it was read; later steps never look at the disk again.
 *
 * @param name the file name, {@code query.camel.yaml}
 * @param location for messages: {@code routes/query.camel.yaml} or {@code
 *     classpath:routes/query.camel.yaml}
 * @param text its content
 */
record RouteFile(String name, String location, String text, Origin origin) {
  /** Where a file comes from; the later constant wins where two own the same id. */
  enum Origin {
    PACKAGED,
    EXTERNAL
  }

  /** The content as Camel's loaders take it. */
  Resource resource() {
    return ResourceHelper.fromBytes(location, text.getBytes(StandardCharsets.UTF_8));
  }
}
