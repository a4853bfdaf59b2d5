package io.ticklake.component.kafkaslice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A story told step by step: everything goes well but what a test has said. */
final class SimScript implements SimFates {
  private final List<Rule> rules = new ArrayList<>();
  private final List<Rule> stalls = new ArrayList<>();
  private final Map<SimProcess, Poll> polls = new HashMap<>();
  private final SimWorld world;

  /** One process, one step whose description contains the text; used once. */
  private record Rule(SimProcess process, SimStep step, String text, SimFate fate) {
    boolean is(SimProcess other, SimStep otherStep, String what) {
      return process == other && step == otherStep && what.contains(text);
    }
  }

  SimScript(SimWorld world) {
    this.world = world;
    world.fates = this;
  }

  /** What becomes of the process's next step of this kind. */
  SimScript next(SimProcess process, SimStep step, String text, SimFate fate) {
    rules.add(new Rule(process, step, text, fate));
    return this;
  }

  /** Has the process stall before its next step of this kind, until it is run again. */
  SimScript stall(SimProcess process, SimStep step, String text) {
    stalls.add(new Rule(process, step, text, SimFate.DONE));
    return this;
  }

  /** What the process's next poll brings. */
  SimScript poll(SimProcess process, Poll event) {
    polls.put(process, event);
    return this;
  }

  /** Runs one process until it has nothing to do, has stalled or is dead. */
  void run(SimProcess process) {
    long quiet = 0;
    int rounds = 500;
    int planned = stalls.size();
    while (rounds-- > 0 && quiet < 14 && !process.isOver() && stalls.size() == planned) {
      long before = world.version;
      process.turnOfPoll();
      while (process.uploads() && stalls.size() == planned) {
        process.turnOfUpload();
      }
      quiet = world.version == before ? quiet + 1 : 0;
    }
  }

  @Override
  public boolean pauses(SimProcess process, SimStep step, String what) {
    return step == SimStep.POLL || stalls.removeIf(rule -> rule.is(process, step, what));
  }

  @Override
  public SimFate of(SimProcess process, SimStep step, String what) {
    for (Rule rule : rules) {
      if (rule.is(process, step, what)) {
        rules.remove(rule);
        return rule.fate();
      }
    }
    return SimFate.DONE;
  }

  @Override
  public Poll poll(SimProcess process) {
    return Optional.ofNullable(polls.remove(process)).orElse(Poll.RECORDS);
  }
}
