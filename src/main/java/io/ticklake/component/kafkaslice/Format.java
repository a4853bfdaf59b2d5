package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * How the records of a slice become the bytes of an object. Implementations are shared between
 * threads.
 */
public interface Format {
  /**
   * File name extension with the codec's, without the leading dot: {@code jsonl.gz}, {@code
   * parquet}.
   */
  String extension();

  /** MIME type of the objects. */
  String contentType();

  /** An encoder for one object, used by one thread. */
  ObjectEncoder open();

  /**
   * Everything that decides what an object holds, in one line that {@link FormatResolver} reads
   * again, for example {@code 1;jsonl;codec=gzip:1;numbers=strict;without=timespan}. A ledger entry
   * keeps it, so that a slice can be encoded again after the route was edited.
   */
  String description();

  /**
   * Reads an object back, every byte and every row of it.
   *
   * @return how many records it holds
   * @throws IOException that says what is wrong, when the object is truncated, damaged or not of
   *     this format
   */
  long count(byte[] object) throws IOException;

  /**
   * Why objects of this format cannot stand in one table with earlier ones.
   *
   * @param earlier the description of the format that wrote them
   * @return what contradicts, and what to do; nothing if they go together
   */
  default Optional<String> contradiction(String earlier) {
    return Optional.empty();
  }

  /**
   * Fields of records that this format does not know and has not written.
   *
   * @return how often each was met since the format was made, by name; nothing for a format that
   *     writes every field
   */
  default Map<String, Long> unknownFields() {
    return Map.of();
  }
}
