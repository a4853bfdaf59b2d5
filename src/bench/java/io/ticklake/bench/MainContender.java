package io.ticklake.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A main class of the benchmark itself. */
record MainContender(String name, Class<?> main, Set<Coding> codings, boolean namesPartitions)
    implements Contender {
  MainContender {
    codings = Set.copyOf(codings);
  }

  @Override
  public boolean writes(Coding coding) {
    return codings.contains(coding);
  }

  @Override
  public List<String> command(Job job, Path directory) {
    List<String> command = new ArrayList<>();
    job.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }
}
