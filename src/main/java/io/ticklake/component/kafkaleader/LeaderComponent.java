package io.ticklake.component.kafkaleader;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.component.master.MasterComponent;
import org.apache.camel.util.StringHelper;

/**
 * Camel's {@code master}, to be added to a context under that name after its cluster service, with
 * one difference: a stop lets what the leader is doing end ({@link LeaderConsumer}). {@code
 * master:namespace:uri}, where the uri keeps its own parameters.
 */
public final class LeaderComponent extends MasterComponent {
  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
    String namespace = StringHelper.before(remaining, ":", "");
    String delegate = StringHelper.after(remaining, ":", "");
    if (namespace.isEmpty() || delegate.isEmpty()) {
      throw new IllegalArgumentException(
          "'master:%s' names no namespace, or nothing that its leader runs: master:<namespace>:<uri>."
              .formatted(remaining));
    }
    String query = StringHelper.after(uri, "?");
    return new LeaderEndpoint(
        uri, this, namespace, query == null ? delegate : delegate + "?" + query);
  }
}
