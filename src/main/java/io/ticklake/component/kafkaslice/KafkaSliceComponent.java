package io.ticklake.component.kafkaslice;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.component.kafka.KafkaConfiguration;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.PropertiesHelper;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.jspecify.annotations.Nullable;

/**
 * The component {@code kafka-slice}. Brokers, group, security and {@code additionalProperties} are
 * camel-kafka's, with these defaults changed: partitions move one by one when members come and go
 * ({@code partitionAssignor}), records of aborted transactions are not read ({@code
 * isolationLevel}).
 */
@Component("kafka-slice")
public class KafkaSliceComponent extends KafkaComponent {
  public KafkaSliceComponent() {
    this(null);
  }

  public KafkaSliceComponent(@Nullable CamelContext context) {
    super(context);
    KafkaConfiguration defaults = getConfiguration();
    defaults.setPartitionAssignor(CooperativeStickyAssignor.class.getName());
    defaults.setIsolationLevel("read_committed");
  }

  @Override
  protected KafkaEndpoint createEndpoint(
      String uri, String remaining, Map<String, Object> parameters) throws Exception {
    if (remaining.isEmpty()) {
      throw new IllegalArgumentException("No topic: write kafka-slice:TOPIC");
    }
    refuseUnsupported(parameters);
    Map<String, Object> additional =
        PropertiesHelper.extractProperties(parameters, "additionalProperties.");
    KafkaSliceEndpoint endpoint = new KafkaSliceEndpoint(uri, this);
    KafkaConfiguration options = getConfiguration().copy();
    endpoint.setConfiguration(options);
    setProperties(endpoint, parameters);
    options.setTopic(remaining);
    if (options.getSslContextParameters() == null) {
      options.setSslContextParameters(retrieveGlobalSslContextParameters());
    }
    Map<String, Object> resolved = new HashMap<>();
    PropertyBindingSupport.bindProperties(getCamelContext(), resolved, additional);
    options.getAdditionalProperties().putAll(resolved);
    return endpoint;
  }

  private static void refuseUnsupported(Map<String, Object> parameters) {
    for (String name : List.of(KafkaSliceEndpoint.NOT_SUPPORTED.split(","))) {
      if (parameters.containsKey(name)) {
        throw new IllegalArgumentException(
            "Option '%s' of kafka is not supported by kafka-slice, which decides it itself: leave it out"
                .formatted(name));
      }
    }
  }
}
