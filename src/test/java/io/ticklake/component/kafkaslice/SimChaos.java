package io.ticklake.component.kafkaslice;

import java.util.List;

/**
 * Plays a plan: its choices decide who runs for how long and what goes wrong. A choice of 0 is
 * always the dullest.
 */
final class SimChaos implements SimFates {
  private static final int[] BURSTS = {3, 1, 10, 40};
  private static final int MOST_LIVES = 12;
  private static final int MOST_OF_A_KIND = 6;

  private final SimWorld world;
  private final SimPlan plan;
  private final List<SimEvent> events;
  private final SimProcess[] slots;
  private final int[] spent = new int[SimEvent.values().length];
  private int used;
  private int burst;

  SimChaos(SimWorld world) {
    this.world = world;
    this.plan = world.plan;
    this.events = plan.events().stream().sorted().toList();
    this.slots = new SimProcess[plan.workers().size()];
  }

  /** Until the choices are used up. */
  void play() {
    world.fates = this;
    while (!isOver()) {
      int choice = choose(256);
      int slot = choice % slots.length;
      if (slots[slot] == null || slots[slot].isOver()) {
        if (world.processes.size() == MOST_LIVES) {
          continue;
        }
        slots[slot] = world.start(slot);
      }
      burst = BURSTS[choice / slots.length % BURSTS.length];
      if (choose(4) > 0 && slots[slot].uploads()) {
        slots[slot].turnOfUpload();
      } else {
        slots[slot].turnOfPoll();
      }
    }
  }

  private boolean isOver() {
    return used >= plan.choices().size() || world.violation().isPresent();
  }

  private int choose(int below) {
    return used < plan.choices().size() ? plan.choices().get(used++) % below : 0;
  }

  @Override
  public boolean pauses(SimProcess process, SimStep step, String what) {
    return isOver() || burst-- <= 0;
  }

  @Override
  public SimFate of(SimProcess process, SimStep step, String what) {
    if (happens()) {
      SimEvent event = events.get(choose(events.size()));
      if (isLeft(event)) {
        return fate(event, step);
      }
    }
    return SimFate.DONE;
  }

  private boolean happens() {
    // Late requests land whatever else is chosen.
    if (choose(256) < 256 - plan.intensity()) {
      return false;
    }
    if (!world.wire.isEmpty() && choose(3) == 2) {
      world.land(choose(world.wire.size()));
      return false;
    }
    return !events.isEmpty();
  }

  private boolean isLeft(SimEvent event) {
    return spent[event.ordinal()]++ < MOST_OF_A_KIND;
  }

  private SimFate fate(SimEvent event, SimStep step) {
    return switch (event) {
      case REFUSAL -> SimFate.REFUSED;
      case LOST_ANSWER -> SimFate.ANSWER_LOST;
      case LATE_EFFECT -> step.canBeLate() ? SimFate.ON_THE_WIRE : SimFate.REFUSED;
      case KILL, STOP -> SimFate.KILLED;
      case KILL_AFTER_EFFECT -> SimFate.KILLED_AFTER;
      case KILL_WITH_LATE_EFFECT -> step.canBeLate() ? SimFate.KILLED_ON_THE_WIRE : SimFate.KILLED;
      case REVOKED, LOST -> SimFate.DONE;
      default -> {
        befall(event);
        yield SimFate.DONE;
      }
    };
  }

  @Override
  public Poll poll(SimProcess process) {
    if (happens()) {
      SimEvent event = events.get(choose(events.size()));
      if (isLeft(event)) {
        return poll(event);
      }
    }
    return Poll.RECORDS;
  }

  private Poll poll(SimEvent event) {
    return switch (event) {
      case REVOKED -> Poll.REVOKED;
      case LOST -> Poll.LOST;
      case STOP -> Poll.STOP;
      case KILL, KILL_AFTER_EFFECT, KILL_WITH_LATE_EFFECT -> Poll.KILLED;
      case REFUSAL, LOST_ANSWER, LATE_EFFECT -> Poll.RECORDS;
      default -> {
        befall(event);
        yield Poll.RECORDS;
      }
    };
  }

  /** As often as not the end of the chain, which proves nothing. */
  private long target(int room) {
    int target = choose(2 * room);
    return target < room ? target : SimAudit.next(world.audit.chain(world.topic().life));
  }

  private void befall(SimEvent event) {
    SimTopic topic = world.topic();
    int room = plan.logs().get(topic.life).size() + 1;
    boolean last = world.topics.size() == plan.logs().size();
    switch (event) {
      case APPEND -> world.append(1 + choose(4));
      case RETENTION -> world.retention(topic.start + 1 + choose(4));
      case OFFSET_SET -> world.operatorSets(target(room));
      case OFFSET_EXPIRED -> world.commitExpires();
      case RECREATED, RECREATED_WITH_STALE_OFFSET -> {
        if (!last) {
          world.recreate(event == SimEvent.RECREATED_WITH_STALE_OFFSET);
        }
      }
      case EDIT -> world.edit(1 + choose(5));
      default -> throw new IllegalStateException(event + " befalls a process");
    }
  }
}
