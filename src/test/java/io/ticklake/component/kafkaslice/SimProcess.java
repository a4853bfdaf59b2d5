package io.ticklake.component.kafkaslice;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One process with the real consumer logic, on two threads that take turns: the poll thread and an
 * upload thread. It can be interrupted, for ever too, at every request to the world.
 */
final class SimProcess {
  final SimWorld world;
  final RunControl control = new RunControl();
  final SimPlan.Worker traits;

  /** The state of the world when its last recovery began. */
  long describedAt;

  private final int number;
  private final GroupMember member;
  private final SimCoroutine poll = new SimCoroutine(() -> guarded(this::pollLoop));
  private final SimCoroutine upload = new SimCoroutine(() -> guarded(this::uploadLoop));
  private final Deque<Runnable> uploads = new ArrayDeque<>();
  private boolean uploading;
  private boolean dead;
  private SimCoroutine running = poll;

  SimProcess(SimWorld world, int number, SimPlan.Worker traits) {
    this.world = world;
    this.number = number;
    this.traits = traits;
    SimStore store = new SimStore(this);
    SliceSettings settings = settings(store);
    SimKafkaLog kafka = new SimKafkaLog(this);
    SimRoute route = new SimRoute(this);
    Completion completion =
        new Completion(store, kafka, new Rebuild(kafka, settings.formats()), route);
    Recovery recovery =
        new Recovery(
            settings, new StartCheck(store, settings.archive()), kafka, completion, world.clock);
    DeadLetters letters = new DeadLetters(() -> new SimProducer(this));
    Shipper shipper =
        new Shipper(settings, recovery, completion, kafka, letters, route, uploads::add);
    member =
        new GroupMember(
            new SimConsumer(this),
            new PollLimit(),
            settings,
            shipper,
            new MemoryBudget(traits.memory()),
            control,
            world.clock);
  }

  private SliceSettings settings(LedgerStore store) {
    String path = SimPlan.path(world.edit);
    boolean newer = SimPlan.isNewer(world.edit);
    return new SliceSettings(
        Records.TOPIC,
        "group",
        "route",
        SimWorld.ARCHIVE,
        store,
        description -> SimFormat.of(description, newer),
        SimPlan.format(world.edit),
        PathPattern.parse(path),
        path,
        "read_committed",
        new RotationRules(
            1 << 20,
            traits.records(),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            traits.folders()),
        1 << 20,
        Optional.of("dead"),
        1,
        1,
        new RetryDelays(Duration.ofMillis(100), Duration.ofSeconds(2)),
        Duration.ZERO,
        world.plan.latest() ? StartFrom.LATEST : StartFrom.EARLIEST,
        SliceListener.NONE);
  }

  /** A request to the world: where the process can be stopped, and what can go wrong. */
  <T> T request(SimStep step, String what, Supplier<T> effect) throws IOException {
    stopHere(step, what);
    SimFate fate = world.fates.of(this, step, what);
    if (step != SimStep.ASK || fate != SimFate.DONE) {
      world.say(toString(), what + (fate == SimFate.DONE ? "" : " -> " + fate));
    }
    Optional<T> result = fate.happensNow() ? Optional.of(effect.get()) : Optional.empty();
    if (fate.happensLater()) {
      world.wire.add(new SimWorld.Late(this + " " + what, effect::get));
    }
    if (fate.kills()) {
      die();
    }
    if (fate == SimFate.DONE) {
      return result.orElseThrow();
    }
    throw new IOException(fate + ": " + what);
  }

  <T> T ask(String what, Supplier<T> answer) throws IOException {
    return request(SimStep.ASK, what, answer);
  }

  void stopHere(SimStep step, String what) {
    if (!dead && world.fates.pauses(this, step, what)) {
      running.pause();
    }
    if (dead || world.violation().isPresent()) {
      throw new SimKilled();
    }
  }

  void die() {
    dead = true;
    throw new SimKilled();
  }

  private void pollLoop() {
    member.run();
    member.close();
  }

  private void uploadLoop() {
    while (!dead) {
      Runnable task = uploads.poll();
      if (task == null) {
        uploading = false;
        upload.pause();
      } else {
        uploading = true;
        task.run();
      }
    }
  }

  private void guarded(Runnable loop) {
    try {
      if (!dead) {
        loop.run();
      }
    } catch (SimKilled e) {
      // So it was meant.
    } catch (RuntimeException | Error e) {
      StringWriter text = new StringWriter();
      e.printStackTrace(new PrintWriter(text));
      world.broken("BROKEN: " + this + " died of " + text);
    }
  }

  // ---- for the scheduler

  void turnOfPoll() {
    turn(poll);
  }

  void turnOfUpload() {
    turn(upload);
  }

  private void turn(SimCoroutine thread) {
    if (!thread.hasEnded()) {
      running = thread;
      thread.resume();
    }
    if (dead) {
      kill();
    }
  }

  boolean polls() {
    return !dead && !poll.hasEnded();
  }

  boolean uploads() {
    return !dead && !upload.hasEnded() && (uploading || !uploads.isEmpty());
  }

  boolean isOver() {
    return !polls() && !uploads();
  }

  /** Whatever it is doing. */
  void kill() {
    dead = true;
    for (SimCoroutine thread : new SimCoroutine[] {poll, upload}) {
      while (!thread.hasEnded()) {
        running = thread;
        thread.resume();
      }
    }
  }

  Optional<String> trouble() {
    return member.partitions().stream()
        .flatMap(partition -> partition.trouble().stream())
        .findFirst();
  }

  @Override
  public String toString() {
    return "P" + number;
  }
}
