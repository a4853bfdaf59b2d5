package io.ticklake.ops.status;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Records that this process has sent to Kafka, as its producers' own MBeans say; without dead
 * letters.
 */
final class SentRecords {
  private static final String PATTERN =
      "kafka.producer:type=producer-topic-metrics,client-id=*,topic=*";

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  long count() {
    double sent = 0;
    try {
      for (ObjectName name : beans.queryNames(new ObjectName(PATTERN), null)) {
        if (!name.getKeyProperty("topic").contains("dlq")) {
          double count = (Double) beans.getAttribute(name, "record-send-total");
          sent += Double.isNaN(count) ? 0 : count;
        }
      }
    } catch (JMException e) {
      return Math.round(sent); // a producer was closed between the two calls
    }
    return Math.round(sent);
  }
}
