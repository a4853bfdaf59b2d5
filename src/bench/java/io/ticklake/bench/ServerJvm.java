package io.ticklake.bench;

/**
 * The JVM line of a server, as conf/jvm.options of the production zip has it; for every contender.
 */
public final class ServerJvm {
  /** Flags, separated by blanks: docs/PERFORMANCE.md says what each is good for. */
  public static final String FLAGS =
      "-XX:+UseSerialGC -XX:Tier4InvocationThreshold=50000"
          + " -XX:Tier4MinInvocationThreshold=6000 -XX:Tier4CompileThreshold=150000"
          + " -XX:Tier4BackEdgeThreshold=400000 -XX:Tier3InvocationThreshold=2000"
          + " -XX:Tier3MinInvocationThreshold=1000 -XX:Tier3CompileThreshold=20000";

  private ServerJvm() {}
}
