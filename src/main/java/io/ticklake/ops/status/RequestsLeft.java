package io.ticklake.ops.status;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Requests that the market's plan still allows at this moment, as the MBeans of the sources say;
 * all of them share one budget.
 */
final class RequestsLeft {
  private static final String SOURCES = "ticklake:type=Source,*";

  private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();

  /** Null while there is no source. */
  @Nullable Integer count() {
    try {
      for (ObjectName source : beans.queryNames(new ObjectName(SOURCES), null)) {
        return (Integer) beans.getAttribute(source, "BudgetLeft");
      }
    } catch (JMException e) {
      return null; // the source was removed between the two calls
    }
    return null;
  }
}
