package io.ticklake;

/** Entry point of {@code java -jar ticklake.jar}: nothing but the command line. */
public final class App {
  private App() {}

  public static void main(String[] args) {}
}
