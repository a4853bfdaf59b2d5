package io.ticklake.embedded.market;

import java.util.List;

/**
 * One accepted request.
 *
 * @param id what its body calls {@code request_id}
 * @param path the variable parts of its path, in order
 */
record MarketRequest(String id, List<String> path, Query query) {
  MarketRequest {
    path = List.copyOf(path);
  }
}
