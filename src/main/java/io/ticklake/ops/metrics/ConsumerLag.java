package io.ticklake.ops.metrics;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How far this process's Kafka consumers are behind the end of a partition, as their own MBeans
 * say: no request to the broker.
 */
public final class ConsumerLag {
  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /** Records behind the last one fetched; 0 before the first fetch. */
  public long behind(String topic, int partition) {
    try {
      // Kafka's clients write the dots of a topic's name as underlines.
      ObjectName pattern =
          new ObjectName(
              "kafka.consumer:type=consumer-fetch-manager-metrics,client-id=*,topic=%s,partition=%d"
                  .formatted(topic.replace('.', '_'), partition));
      double most = 0;
      for (ObjectName name : beans.queryNames(pattern, null)) {
        double lag = (Double) beans.getAttribute(name, "records-lag");
        most = Double.isNaN(lag) ? most : Math.max(most, lag);
      }
      return Math.round(most);
    } catch (JMException e) {
      return 0; // the consumer was closed between the two calls
    }
  }
}
