package io.ticklake.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel knows of a process. Linux only. */
public final class ProcFs {
  // sysconf(_SC_CLK_TCK) is 100 on every Linux that runs Java.
  private static final double TICKS_PER_SECOND = 100;

  private final Path directory;

  /** Of the process with this id. */
  public ProcFs(long pid) {
    this.directory = Path.of("/proc", Long.toString(pid));
  }

  /** Seconds of user and system time so far, all threads. */
  public double cpuSeconds() throws IOException {
    String stat = Files.readString(directory.resolve("stat"));
    // The second field is the command in parentheses and may hold blanks.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** The most memory that it ever had resident, in bytes. */
  public long peakBytes() throws IOException {
    return Files.readAllLines(directory.resolve("status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElseThrow();
  }
}
