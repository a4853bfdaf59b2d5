package io.ticklake.embedded.glue;

/** What a crawl does to tables that are there already: Glue's SchemaChangePolicy. */
record SchemaChanges(Update update, Delete delete) {
  /** Glue's own. */
  static final SchemaChanges DEFAULT =
      new SchemaChanges(Update.UPDATE_IN_DATABASE, Delete.DEPRECATE_IN_DATABASE);

  enum Update {
    LOG,
    UPDATE_IN_DATABASE
  }

  enum Delete {
    LOG,
    DELETE_FROM_DATABASE,
    DEPRECATE_IN_DATABASE
  }
}
