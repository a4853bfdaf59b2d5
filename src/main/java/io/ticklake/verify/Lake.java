package io.ticklake.verify;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The bucket, read only. Shared between threads; reads and listings are strongly consistent. */
public interface Lake {
  /** Calls for each object below the prefix, in ascending order of the keys' bytes. */
  void list(String prefix, Listing each) throws IOException;

  /** The names directly below a prefix that is empty or ends with a slash, without slashes. */
  List<String> folders(String prefix) throws IOException;

  /** What is known of an object without reading it, or nothing if there is none. */
  Optional<Stored> head(String key) throws IOException;

  /** An object with its bytes, or nothing if there is none. */
  Optional<Whole> read(String key) throws IOException;

  /** Takes the objects of a listing. */
  @FunctionalInterface
  interface Listing {
    void object(String key, long bytes) throws IOException;
  }

  /**
   * What the store says of an object.
   *
   * @param claim its metadata {@code claim}
   * @param records its metadata {@code records}
   */
  record Stored(long bytes, Optional<String> claim, OptionalLong records) {}

  /**
   * An object that was read.
   *
   * @param bytes all of it, not copied
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; a copy would double the memory
  record Whole(byte[] bytes, Stored stored) {}
}
