package io.ticklake.embedded.athena.engine;

import java.nio.file.Path;

/**
 * What one query may use.
 *
 * @param memory in DuckDB's form, such as {@code 256MB}; more goes to disk
 * @param threads of one query
 * @param spill directory for what does not fit into memory
 */
public record EngineSettings(String memory, int threads, Path spill) {}
