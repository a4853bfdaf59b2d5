package io.ticklake.embedded.glue;

/**
 * A column or partition key.
 *
 * @param name as stored: crawlers lower-case it, CSV headers keep blanks and punctuation
 * @param type a Hive type, for example {@code array<struct<a:int,B:string>>}
 * @param comment empty if there is none
 */
public record GlueColumn(String name, String type, String comment) {
  /** A column without comment. */
  public static GlueColumn of(String name, String type) {
    return new GlueColumn(name, type, "");
  }
}
