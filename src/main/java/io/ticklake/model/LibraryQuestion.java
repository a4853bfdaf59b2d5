package io.ticklake.model;

import java.util.Map;

/**
 * A question to the library of queries: the body of {@code direct:query-ask}, whose answer is an
 * {@link Answer}.
 *
 * @param query the name of its SQL file
 * @param values of its parameters, bound and never pasted; those left out have their default
 */
public record LibraryQuestion(String query, Map<String, String> values) {
  public LibraryQuestion {
    values = Map.copyOf(values);
  }
}
