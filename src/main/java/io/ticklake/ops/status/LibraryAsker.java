package io.ticklake.ops.status;

import io.ticklake.model.Answer;
import io.ticklake.model.LibraryQuestion;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

/** Asks by the query stage's route {@code query-ask}. */
final class LibraryAsker implements Charts.Asker {
  // Without block a stopped route is an error at once and not after half a minute.
  private static final String ROUTE = "direct:query-ask?block=false";

  private final CamelContext context;

  LibraryAsker(CamelContext context) {
    this.context = context;
  }

  @Override
  public Optional<Answer> ask(LibraryQuestion question) throws Exception {
    try (ProducerTemplate template = context.createProducerTemplate()) {
      Exchange end = template.request(ROUTE, exchange -> exchange.getMessage().setBody(question));
      if (end.getException() != null) {
        throw end.getException();
      }
      // The question itself comes back while there is no table.
      return end.getMessage().getBody() instanceof Answer answer
          ? Optional.of(answer)
          : Optional.empty();
    }
  }
}
