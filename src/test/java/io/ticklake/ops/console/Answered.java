package io.ticklake.ops.console;

import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;

/** Notes how the management port answers: before every guard, so refusals too. */
final class Answered implements Pages {
  private final List<String> answers = new CopyOnWriteArrayList<>();

  @Override
  public void start(Router router, CamelContext context) {
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(
            exchange -> {
              exchange.addEndHandler(
                  ended ->
                      answers.add(
                          "%s %s %d"
                              .formatted(
                                  exchange.request().method(),
                                  exchange.request().path(),
                                  exchange.response().getStatusCode())));
              exchange.next();
            });
  }

  @Override
  public void stop() {}

  /** Method, path and status of each answer since the last call. */
  List<String> take() {
    List<String> taken = List.copyOf(answers);
    answers.clear();
    return taken;
  }
}
