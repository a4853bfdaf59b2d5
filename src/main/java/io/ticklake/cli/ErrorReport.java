package io.ticklake.cli;

import io.ticklake.config.ConfigurationException;
import io.ticklake.embedded.NotInstalledException;
import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import org.apache.camel.FailedToStartRouteException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * What a user sees when a command cannot do its work: the message for what they can mend, a stack
 * trace for what they cannot.
 */
final class ErrorReport implements CommandLine.IExecutionExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger("ticklake");

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    var err = command.getErr();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConfigurationException problems) {
        problems.problems().forEach(err::println);
        err.println("Nothing was started. [" + ErrorCode.CONFIG_INVALID + "]");
        return TicklakeCommand.UNUSABLE_INPUT;
      }
      if (cause instanceof StopRoute || cause instanceof NotInstalledException) {
        err.println(cause.getMessage());
        return TicklakeCommand.UNUSABLE_INPUT;
      }
      if (cause instanceof FailedToStartRouteException route) {
        err.println(unstartable(route));
        return TicklakeCommand.FAILED;
      }
      if (cause instanceof CodedException) {
        err.println(cause.getMessage());
        return TicklakeCommand.FAILED;
      }
    }
    LOG.atError().setCause(failure).log("ticklake failed");
    return TicklakeCommand.FAILED;
  }

  private static String unstartable(FailedToStartRouteException route) {
    // Camel's own text names the route twice; its cause says what could not be reached.
    Throwable reason = route.getCause() == null ? route : route.getCause();
    return "Cannot start route '%s': %s. Check the address of the service it uses (ticklake config shows every setting), and that it answers. [%s]"
        .formatted(route.getRouteId(), reason.getMessage(), ErrorCode.SERVICE_UNREACHABLE);
  }
}
