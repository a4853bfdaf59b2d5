package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.storage.ObjectStore.StoredObject;
import java.nio.file.Path;
import java.util.List;

/**
 * One object of a table, with its local copy.
 *
 * @param values of the partition keys, in their order
 */
record LakeFile(StoredObject object, Path path, List<String> values) {}
