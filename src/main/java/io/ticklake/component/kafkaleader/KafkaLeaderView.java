package io.ticklake.component.kafkaleader;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterView;
import org.jspecify.annotations.Nullable;

/** One namespace as this instance sees it: whether itself leads; others are not known. */
final class KafkaLeaderView extends AbstractCamelClusterView {
  // Leaving the group takes one request.
  private static final Duration LEAVING = Duration.ofSeconds(5);

  private final Self self = new Self();
  // A view starts and stops with the routes that use it: a candidacy for each time.
  private final Supplier<Candidate> candidates;
  private volatile @Nullable Candidate candidate;
  private @Nullable Thread thread;

  KafkaLeaderView(KafkaLeaderService service, String namespace, Supplier<Candidate> candidates) {
    super(service, namespace);
    this.candidates = candidates;
  }

  @Override
  public Optional<CamelClusterMember> getLeader() {
    return self.isLeader() ? Optional.of(self) : Optional.empty();
  }

  @Override
  public CamelClusterMember getLocalMember() {
    return self;
  }

  @Override
  public List<CamelClusterMember> getMembers() {
    return List.of(self);
  }

  @Override
  protected void doStart() {
    Candidate begun = candidates.get();
    candidate = begun;
    thread =
        getCamelContext()
            .getExecutorServiceManager()
            .newThread("leader-" + getNamespace(), () -> begun.run(this::changed));
    thread.start();
  }

  @Override
  protected void doStop() throws InterruptedException {
    if (candidate != null && thread != null) {
      candidate.stop();
      thread.join(LEAVING.toMillis());
    }
  }

  private void changed() {
    fireLeadershipChangedEvent(self.isLeader() ? self : null);
  }

  private final class Self implements CamelClusterMember {
    @Override
    public boolean isLeader() {
      Candidate now = candidate;
      return now != null && now.leads();
    }

    @Override
    public boolean isLocal() {
      return true;
    }

    @Override
    public String getId() {
      return getClusterService().getId();
    }
  }
}
