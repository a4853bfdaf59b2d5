package io.ticklake.e2e.permissions;

import java.util.Comparator;

/**
 * One right that a request needs.
 *
 * @param action as policies name it, {@code s3:GetObject}
 * @param resource the ARN that it is about
 */
record ApiCall(String action, String resource) implements Comparable<ApiCall> {
  @Override
  public int compareTo(ApiCall other) {
    return Comparator.comparing(ApiCall::action)
        .thenComparing(ApiCall::resource)
        .compare(this, other);
  }
}
