package io.ticklake.ops.live;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Tells of rejected route files in its details. It stays up: what ran before goes on, and nothing
 * that watches readiness could mend a file by taking the program out of service.
 */
final class RouteFilesHealthCheck extends AbstractHealthCheck {
  private final Rejections rejections;

  RouteFilesHealthCheck(Rejections rejections) {
    super("ticklake", "route-files");
    this.rejections = rejections;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    rejections
        .current()
        .forEach((file, told) -> builder.detail(file, told.place() + ": " + told.reason()));
    builder.up();
  }
}
