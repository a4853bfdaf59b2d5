package io.ticklake.ops.live;

import io.ticklake.ops.live.RouteFile.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The directory whose files win over the packaged ones. It may be absent, and may come and go. */
final class RouteDirectory {
  private static final String SUFFIX = ".camel.yaml";
  // The packaged files have a few KB; a parser must not be handed what was saved here by mistake.
  private static final long MOST_BYTES = 1 << 20;

  private final Path directory;

  RouteDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Every route file at present, by name, and what could not be read. Names that begin with a dot
   * (swap files) or end otherwise (backups) are not route files.
   *
   * @throws IOException when the directory is there and cannot be read: nothing is known then
   */
  Listing list() throws IOException {
    Map<String, RouteFile> files = new TreeMap<>();
    Map<String, RouteFileException> unreadable = new TreeMap<>();
    for (Path path : paths()) {
      String name = path.getFileName().toString();
      try {
        files.put(name, read(path, name));
      } catch (IOException | RouteFileException e) {
        unreadable.put(name, RouteFileException.of(path.toString(), e));
      }
    }
    return new Listing(files, unreadable);
  }

  private List<Path> paths() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      return found.filter(RouteDirectory::isRouteFile).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of(); // no directory, no files
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public String toString() {
    return directory.toString();
  }

  private static boolean isRouteFile(Path path) {
    String name = path.getFileName().toString();
    return name.endsWith(SUFFIX) && !name.startsWith(".");
  }

  static RouteFile read(Path path, String name) throws IOException, RouteFileException {
    if (!Files.isRegularFile(path)) {
      throw new RouteFileException(path.toString(), "is not a file");
    }
    long bytes = Files.size(path);
    if (bytes > MOST_BYTES) {
      throw new RouteFileException(
          path.toString(), "has " + bytes + " bytes; a route file may have " + MOST_BYTES);
    }
    try {
      return new RouteFile(name, path.toString(), Files.readString(path), Origin.EXTERNAL);
    } catch (MalformedInputException e) {
      throw new RouteFileException(path.toString(), "is not UTF-8 text", e);
    }
  }

  /** The files packaged in the jar. */
  static List<RouteFile> packaged(List<String> names) {
    List<RouteFile> files = new ArrayList<>();
    for (String name : names) {
      String path = "routes/" + name;
      try (InputStream in = RouteDirectory.class.getResourceAsStream("/" + path)) {
        if (in == null) {
          throw new IllegalStateException("The program lacks its own file " + path);
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        files.add(new RouteFile(name, "classpath:" + path, text, Origin.PACKAGED));
      } catch (IOException e) {
        throw new IllegalStateException("Cannot read the packaged " + path, e);
      }
    }
    return files;
  }

  /** What one look found. */
  record Listing(Map<String, RouteFile> files, Map<String, RouteFileException> unreadable) {
    /** Whether two looks found the same, so that nobody is writing any more. */
    boolean isSameAs(Listing other) {
      return files.equals(other.files) && unreadable.keySet().equals(other.unreadable.keySet());
    }
  }
}
