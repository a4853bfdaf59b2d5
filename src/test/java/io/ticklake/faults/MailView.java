package io.ticklake.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which notices SNS has delivered, as its e-mail files tell. Not thread-safe. */
final class MailView {
  private static final String NOTICE = "Notice   ";

  private final Path directory;
  private final Set<Path> read = new HashSet<>();
  private final Set<String> notices = new HashSet<>();

  /** Of mails from now on; earlier ones are another scenario's. */
  MailView(Path directory) {
    this.directory = directory;
    read.addAll(files());
  }

  /** The ids of all notices so far. */
  Set<String> notices() {
    try {
      for (Path file : files()) {
        if (read.add(file)) {
          noticesOf(Files.readAllLines(file));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Set.copyOf(notices);
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(directory)) {
      // What is being written begins with a dot.
      return files.filter(file -> !file.getFileName().toString().startsWith(".")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void noticesOf(List<String> lines) {
    lines.stream()
        .filter(line -> line.startsWith(NOTICE))
        .forEach(line -> notices.add(line.substring(NOTICE.length()).trim()));
  }
}
