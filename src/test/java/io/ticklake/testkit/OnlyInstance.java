package io.ticklake.testkit;

import io.ticklake.component.kafkaleader.LeaderComponent;
import java.util.List;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.support.cluster.AbstractCamelClusterService;
import org.apache.camel.support.cluster.AbstractCamelClusterView;

/** Leads every namespace from the start: a context that is alone. */
public final class OnlyInstance extends AbstractCamelClusterService<AbstractCamelClusterView> {
  /** To be added before the routes that ask for a leader. */
  public static RouteBuilder routes() {
    return new RouteBuilder() {
      @Override
      public void configure() throws Exception {
        getContext().addService(new OnlyInstance());
        getContext().addComponent("master", new LeaderComponent());
      }
    };
  }

  @Override
  protected AbstractCamelClusterView createView(String namespace) {
    return new View(this, namespace);
  }

  private static final class View extends AbstractCamelClusterView implements CamelClusterMember {
    View(OnlyInstance service, String namespace) {
      super(service, namespace);
    }

    @Override
    public Optional<CamelClusterMember> getLeader() {
      return Optional.of(this);
    }

    @Override
    public CamelClusterMember getLocalMember() {
      return this;
    }

    @Override
    public List<CamelClusterMember> getMembers() {
      return List.of(this);
    }

    @Override
    public boolean isLeader() {
      return true;
    }

    @Override
    public boolean isLocal() {
      return true;
    }

    @Override
    public String getId() {
      return "only";
    }
  }
}
