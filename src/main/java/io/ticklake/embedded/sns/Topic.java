package io.ticklake.embedded.sns;

import java.util.Map;

/** A standard topic and the attributes that were set on it. */
record Topic(String arn, Map<String, String> attributes) {
  Topic {
    attributes = Map.copyOf(attributes);
  }
}
