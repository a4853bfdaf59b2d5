package io.ticklake.component.kafkaslice;

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
}
