package io.ticklake.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Runs the program until it is told to stop. */
@Command(
    name = "run",
    description = "Runs every stage until stopped (the default).",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Override
  public Integer call() throws Exception {
    return 0;
  }
}
