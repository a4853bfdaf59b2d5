package io.ticklake.component.kafkaslice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.apache.camel.spi.ExecutorServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a consumer, from start to stop: poll threads, the upload pool and the clients that
 * they share.
 *
 * <p>Threads: {@link #start} and {@link #stop} are called once each, by Camel; the rest by any
 * thread. Poll threads own the partitions, upload threads own one slice at a time, and they talk
 * through {@link GroupMember}'s inbox.
 */
final class SliceEngine {
  private static final Logger LOG = LoggerFactory.getLogger(SliceEngine.class);

  // On top of what slices under way are given: leaving the group, a poll under way.
  private static final Duration JOIN_MARGIN = Duration.ofSeconds(6);
  // An upload that is interrupted ends at its next wait; only a store that hangs does not.
  private static final Duration UPLOADS_END = Duration.ofSeconds(2);

  private final SliceSettings settings;
  private final ExecutorServiceManager executors;
  private final Object owner;
  private final RunControl control = new RunControl();
  private final ExecutorService uploads;
  private final KafkaFacts facts;
  private final DeadLetters deadLetters;
  private final SliceRoute route;
  private final Shipper shipper;
  private final List<String> instanceIds = new ArrayList<>();
  private final List<Poller> pollers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  SliceEngine(
      SliceSettings settings,
      KafkaClients clients,
      SliceRoute route,
      ExecutorServiceManager executors,
      Object owner) {
    this.settings = settings;
    this.executors = executors;
    this.owner = owner;
    this.uploads =
        executors.newFixedThreadPool(
            owner, "KafkaSliceUpload[" + settings.topic() + "]", settings.uploadThreads());
    this.facts = new KafkaFacts(clients::admin, clients::reader, settings.groupId());
    this.deadLetters = new DeadLetters(clients::producer);
    this.route = route;
    this.shipper = shipper();
    MemoryBudget budget = new MemoryBudget(settings.bufferBytes());
    for (int i = 0; i < settings.pollThreads(); i++) {
      int index = i;
      clients.instanceId(index).ifPresent(instanceIds::add);
      PollLimit limit = new PollLimit();
      pollers.add(
          new Poller(
              index,
              settings,
              control,
              () -> clients.consumer(index, limit),
              consumer ->
                  new GroupMember(
                      consumer, limit, settings, shipper, budget, control, Clock.systemUTC())));
    }
  }

  private Shipper shipper() {
    Completion completion =
        new Completion(settings.ledger(), facts, new Rebuild(facts, settings.formats()), route);
    StartCheck check = new StartCheck(settings.ledger(), settings.archive());
    Recovery recovery = new Recovery(settings, check, facts, completion, Clock.systemUTC());
    return new Shipper(settings, recovery, completion, facts, deadLetters, route, uploads);
  }

  void start() {
    for (Poller poller : pollers) {
      Thread thread = executors.newThread("KafkaSlicePoll[" + settings.topic() + "]", poller);
      threads.add(thread);
      thread.start();
    }
  }

  /** Nothing new begins, slices under way end and are committed, membership stays. */
  void suspend() {
    control.suspend();
  }

  void resume() {
    control.resume();
  }

  /**
   * For the end of the program: what is open is sealed and lands, nothing more is fetched; {@link
   * #slicesUnderWay} tells when all of it has landed. {@link #stop} has to follow.
   */
  void drain() {
    control.drain();
  }

  /** Open slices are sealed at the next turn of each poll thread. */
  void seal() {
    control.seal();
  }

  /**
   * Lets slices under way end, within the limit, commits them and leaves the group. Slices that are
   * open, for nobody asked to {@link #drain}, are dropped: nobody has seen anything of them, and
   * their records are read again at the next start; sealing them would litter the lake with a small
   * object at every edit of a route.
   */
  void stop() {
    control.stop();
    joinThreads();
    endUploads();
    facts.leave(instanceIds);
    deadLetters.close();
    facts.close();
  }

  private void joinThreads() {
    long limit = System.nanoTime() + settings.handover().plus(JOIN_MARGIN).toNanos();
    try {
      for (Thread thread : threads) {
        thread.join(Math.max(1, (limit - System.nanoTime()) / 1_000_000));
        if (thread.isAlive()) {
          LOG.atWarn().addKeyValue("thread", thread.getName()).log("poll thread is interrupted");
          thread.interrupt();
        }
      }
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
    }
  }

  /** What they use is closed next. */
  private void endUploads() {
    executors.shutdownNow(uploads);
    try {
      if (!executors.awaitTermination(uploads, UPLOADS_END.toMillis())) {
        LOG.atWarn().addKeyValue("waited", UPLOADS_END).log("an upload does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Slices in the route, and while it drains at least one for each thread that is not done. */
  int slicesUnderWay() {
    long draining =
        control.isDraining() ? pollers.stream().filter(poller -> !poller.isDrained()).count() : 0;
    return (int) Math.max(route.underWay(), draining);
  }

  List<PartitionSnapshot> partitions() {
    return pollers.stream().flatMap(poller -> poller.partitions().stream()).toList();
  }

  /** Why a poll thread is not in the group, if one is not. */
  Optional<String> failure() {
    return pollers.stream().flatMap(poller -> poller.failure().stream()).findFirst();
  }

  /** Since when the first of them is not. */
  Optional<Instant> failedSince() {
    return pollers.stream()
        .flatMap(poller -> poller.failedSince().stream())
        .min(Instant::compareTo);
  }

  @Override
  public String toString() {
    return "SliceEngine[" + owner + "]";
  }
}
