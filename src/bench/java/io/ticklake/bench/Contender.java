package io.ticklake.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that carries the topic to the object store. */
interface Contender {
  /** As options and tables name it. */
  String name();

  /** Whether it can write objects of this kind. */
  boolean writes(Coding coding);

  /**
   * The arguments behind {@code java} that start it.
   *
   * @param directory its working directory, empty
   */
  List<String> command(Job job, Path directory) throws IOException;

  /** Whether its keys say which partition and offset an object begins with. */
  boolean namesPartitions();
}
