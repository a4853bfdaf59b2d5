package io.ticklake.bench;

import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the embedded broker has sent of a topic, by its own count. */
final class TopicTraffic {
  private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

  private final String topic;

  TopicTraffic(String topic) {
    this.topic = topic;
  }

  /** Bytes of all fetches so far. */
  long bytesOut() {
    try {
      ObjectName name =
          new ObjectName("kafka.server:type=BrokerTopicMetrics,name=BytesOutPerSec,topic=" + topic);
      return (Long) BEANS.getAttribute(name, "Count");
    } catch (InstanceNotFoundException e) {
      return 0; // made at the first fetch
    } catch (JMException e) {
      throw new IllegalStateException("The broker's count of " + topic + " cannot be read", e);
    }
  }
}
