package io.ticklake.cli;

import io.ticklake.errors.ErrorCode;
import io.ticklake.errors.StopRoute;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a user wants to know.
 *
 * @param name for messages: {@code command line}, the file, or the packaged query's name
 */
record QueryText(String name, String sql) {

  /**
   * Reads an argument: text with a space in it is a statement, for no statement has none; anything
   * else is a file, or the name of a packaged query.
   *
   * @throws StopRoute when it is neither
   */
  static QueryText of(String argument) {
    if (isFile(argument)) {
      return file(Path.of(argument));
    }
    if (argument.strip().chars().anyMatch(Character::isWhitespace)) {
      return new QueryText("command line", argument);
    }
    return packaged(argument);
  }

  private static boolean isFile(String argument) {
    // A statement may be no path at all, for example on account of a NUL or its length.
    try {
      return Files.exists(Path.of(argument));
    } catch (java.nio.file.InvalidPathException e) {
      return false;
    }
  }

  private static QueryText file(Path file) {
    try {
      return new QueryText(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new StopRoute(
          ErrorCode.QUERY_FILE_UNUSABLE,
          "Cannot read the SQL file '" + file + "': " + e + ". Give a file of UTF-8 text.",
          e);
    }
  }

  private static QueryText packaged(String name) {
    try (InputStream in = QueryText.class.getResourceAsStream("/sql/" + name + ".sql")) {
      if (in == null) {
        throw new StopRoute(
            ErrorCode.QUERY_FILE_UNUSABLE,
            "There is no SQL file '%s', and no packaged query of this name. Give a file, or a statement in quotes."
                .formatted(name));
      }
      return new QueryText(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("The packaged query '" + name + "' is damaged", e);
    }
  }
}
