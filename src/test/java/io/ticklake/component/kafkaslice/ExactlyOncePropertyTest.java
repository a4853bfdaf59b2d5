package io.ticklake.component.kafkaslice;

import static org.assertj.core.api.Assertions.fail;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;

/**
 * Every record is in exactly one object, whatever happens: the consumer's own logic, several
 * processes without any fencing, killed or stalled at every step, requests that are lost or late,
 * commits, retention, operators, edits and topics made anew.
 */
class ExactlyOncePropertyTest {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyRecordIsInExactlyOneObject(@ForAll("plans") SimPlan plan) {
    SimWorld world = new SimWorld(plan);
    Optional<String> violation = new SimHistory(world).play();
    if (violation.isPresent()) {
      fail(violation.get() + "\n" + world.story());
    }
  }

  @Provide
  Arbitrary<SimPlan> plans() {
    Arbitrary<List<List<Integer>>> logs =
        numbers(0, 15).list().ofMinSize(2).ofMaxSize(12).list().ofMinSize(1).ofMaxSize(3);
    Arbitrary<SimPlan.Worker> worker =
        Combinators.combine(numbers(1, 5), numbers(1, 3), numbers(1, 4), Arbitraries.of(1000, 20))
            .as(SimPlan.Worker::new);
    Arbitrary<EnumSet<SimEvent>> events =
        Arbitraries.of(SimEvent.class)
            .set()
            .ofMinSize(1)
            .withSizeDistribution(RandomDistribution.uniform())
            .map(EnumSet::copyOf);
    Arbitrary<List<Integer>> choices =
        numbers(0, 255)
            .list()
            .ofMinSize(20)
            .ofMaxSize(400)
            .withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(
            logs,
            numbers(0, 12),
            Arbitraries.of(false, false, true),
            worker.list().ofMinSize(2).ofMaxSize(4),
            events,
            Arbitraries.of(20, 10, 40, 60),
            choices)
        .as(SimPlan::new);
  }

  private static Arbitrary<Integer> numbers(int least, int most) {
    return Arbitraries.integers()
        .between(least, most)
        .withDistribution(RandomDistribution.uniform());
  }
}
