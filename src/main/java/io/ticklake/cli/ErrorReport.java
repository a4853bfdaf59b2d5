package io.ticklake.cli;

import io.ticklake.config.ConfigurationException;
import io.ticklake.embedded.NotInstalledException;
import io.ticklake.errors.CodedException;
import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
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
      if (cause instanceof CodedException) {
        err.println(cause.getMessage());
        return TicklakeCommand.FAILED;
      }
    }
    LOG.atError().setCause(failure).log("ticklake failed");
    return TicklakeCommand.FAILED;
  }
}
