package io.ticklake.embedded.kafka;

import org.apache.kafka.common.utils.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka ends its process when it cannot go on (disk full, lost directory). Here that process is the
 * whole application: it keeps running and says what happened, and Kafka's clients report the broker
 * as gone.
 */
final class ProcessExit {
  private static final Logger LOG = LoggerFactory.getLogger(ProcessExit.class);

  private ProcessExit() {}

  /** Valid for the JVM, as Kafka's own switch is. Calling it again changes nothing. */
  static void forbid() {
    Exit.setExitProcedure(ProcessExit::refuse);
    Exit.setHaltProcedure(ProcessExit::refuse);
  }

  private static void refuse(int status, String message) {
    LOG.atError()
        .addKeyValue("status", status)
        .addKeyValue("reason", message)
        .log("embedded Kafka gave up: look at the messages above, mend the cause and restart");
    // Kafka's code does not expect to be returned to.
    throw new IllegalStateException("Embedded Kafka gave up with status " + status);
  }
}
