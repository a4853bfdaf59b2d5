package io.ticklake;

import io.ticklake.cli.TicklakeCommand;

/** Entry point of {@code java -jar ticklake.jar}: nothing but the command line. */
public final class App {
  private App() {}

  public static void main(String[] arguments) {
    System.exit(TicklakeCommand.execute(arguments));
  }
}
