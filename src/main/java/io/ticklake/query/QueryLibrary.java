package io.ticklake.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The SQL files: those of a folder first, then the packaged ones. They are read whenever they are
 * asked for, so an edit counts at once.
 */
public final class QueryLibrary {
  /** Beside the program, as {@code ./routes/}. */
  public static final Path FOLDER = Path.of("queries");

  private static final String PACKAGED = "/sql/";
  // A jar has no listing that is quick to read; a test holds this one to the files.
  private static final String INDEX = PACKAGED + "queries.txt";
  private static final String END = ".sql";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final Path folder;
  private final Map<String, String> tables;

  /**
   * Reads nothing yet.
   *
   * @param folder need not exist
   * @param tables the configured names of tables, by the ends of their keys
   */
  public QueryLibrary(Path folder, Map<String, String> tables) {
    this.folder = folder;
    this.tables = Map.copyOf(tables);
  }

  /**
   * All queries.
   *
   * @param problems of files that cannot be used, a message each
   */
  public record Listing(List<LibraryQuery> queries, List<String> problems) {}

  /** All queries by name; a file that cannot be used hides none of the others. */
  public Listing list() {
    List<LibraryQuery> queries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String name : names()) {
      try {
        find(name).ifPresentOrElse(queries::add, () -> problems.add(badName(name)));
      } catch (StopRoute e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return new Listing(queries, problems);
  }

  /**
   * A query by its name; nothing if there is none of that name.
   *
   * @throws StopRoute when its file cannot be used, with file and line
   */
  public Optional<LibraryQuery> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    Path file = folder.resolve(name + END);
    if (Files.exists(file)) {
      return Optional.of(QueryHeader.read(name, file.toString(), text(file), tables));
    }
    return packaged(PACKAGED + name + END)
        .map(sql -> QueryHeader.read(name, "classpath:sql/" + name + END, sql, tables));
  }

  /**
   * A query by its name.
   *
   * @throws StopRoute when there is none, or its file cannot be used
   */
  public LibraryQuery get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new StopRoute(
                    ErrorCode.QUERY_FILE_UNUSABLE,
                    "There is no query '%s', neither in '%s' nor packaged. There are: %s."
                        .formatted(name, folder, String.join(", ", names()))));
  }

  /**
   * A file anywhere. With placeholders or values it must have a header; else it is asked as it is.
   *
   * @throws StopRoute when it cannot be read, or its header or the values are not as they should be
   */
  public BoundQuery file(Path file, Map<String, String> values) {
    String sql = text(file);
    if (values.isEmpty() && new SqlText(sql).placeholders() == 0) {
      return BoundQuery.of(file.toString(), sql);
    }
    String name = file.getFileName().toString().replaceFirst("\\.sql$", "");
    return QueryHeader.read(name, file.toString(), sql, tables).bind(values);
  }

  private String badName(String name) {
    return "The SQL file '%s' cannot be used: a query's name has lower-case letters, digits and dashes."
        .formatted(folder.resolve(name + END));
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    packaged(INDEX).orElseThrow().lines().forEach(names::add);
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(file -> file.getFileName().toString())
            .filter(file -> file.endsWith(END))
            .map(file -> file.substring(0, file.length() - END.length()))
            .forEach(names::add);
      } catch (IOException e) {
        throw unreadable(folder, e);
      }
    }
    return names;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static StopRoute unreadable(Path path, IOException e) {
    return new StopRoute(
        ErrorCode.QUERY_FILE_UNUSABLE,
        "Cannot read the SQL file '" + path + "': " + e + ". Give a file of UTF-8 text.",
        e);
  }

  private static Optional<String> packaged(String resource) {
    try (InputStream in = QueryLibrary.class.getResourceAsStream(resource)) {
      return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The packaged file '" + resource + "' is damaged", e);
    }
  }
}
