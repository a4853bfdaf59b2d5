package io.ticklake.faults;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Which request meets which fault; changed while requests come. Thread-safe.
 *
 * <p>The same seed gives the same faults to the same sequence of requests; the sequence itself is
 * the program's.
 */
final class FaultPlan {
  private final Random random;
  private final Map<String, Integer> injected = new TreeMap<>();
  private Function<ServiceRequest, Optional<Fault>> rule = request -> Optional.empty();

  FaultPlan(long seed) {
    this.random = new Random(seed);
  }

  /** From now on every request passes. */
  synchronized void heal() {
    rule = request -> Optional.empty();
  }

  /** From now on the service is away: connections are reset, some answers are 503. */
  synchronized void breakDown() {
    rule = request -> Optional.of(random.nextInt(4) == 0 ? Fault.SLOW_DOWN : Fault.RESET_BEFORE);
  }

  /** From now on requests of any kind meet any fault, with this probability. */
  synchronized void disturb(double probability) {
    List<Fault> all = List.copyOf(EnumSet.allOf(Fault.class));
    rule =
        request -> {
          if (random.nextDouble() >= probability) {
            return Optional.empty();
          }
          Fault fault = all.get(random.nextInt(all.size()));
          return fault.isForConditionalPutsOnly() && !request.conditional()
              ? Optional.of(Fault.RESET_AFTER)
              : Optional.of(fault);
        };
  }

  /** What this request meets. */
  synchronized Optional<Fault> next(ServiceRequest request) {
    Optional<Fault> fault = rule.apply(request);
    fault.ifPresent(
        met ->
            injected.merge(
                request.operation() + (request.isOfLedger() ? " ledger " : " ") + met,
                1,
                Integer::sum));
    return fault;
  }

  /** Of 50 to 1,500 ms. */
  synchronized long delayMillis() {
    return 50 + random.nextInt(1_450);
  }

  /** How often what was injected since the last call. */
  synchronized Map<String, Integer> takeInjected() {
    Map<String, Integer> taken = new TreeMap<>(injected);
    injected.clear();
    return taken;
  }
}
