package io.ticklake.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.query.QueryResult.Completeness;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.sns.Sns2Constants;
import software.amazon.awssdk.services.athena.model.QueryExecution;

/** An answer as a message of SNS: JSON for programs, and a table for people who get e-mail. */
public final class QueryDigest {
  // SNS counts the message with its attributes; ours have less than 1 KB.
  private static final int LARGEST = 262_144 - 1_024;
  // SNS takes exactly 100.
  private static final int SUBJECT = 100;
  private static final JsonMapper JSON = new JsonMapper();

  private final QueryPrice price;

  QueryDigest(QueryPrice price) {
    this.price = price;
  }

  /** Text and subject. Headers that are not Camel's become attributes, for filters. */
  public void forSns(
      @ExchangeProperty(QueryReport.EXECUTION) QueryExecution execution,
      @ExchangeProperty(QueryReport.RESULT) QueryResult result,
      Exchange exchange) {
    String name = QueryName.of(exchange);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Sns2Constants.SUBJECT, subject(name, result));
    message.setHeader(Sns2Constants.MESSAGE_STRUCTURE, "json");
    message.setHeader("event_type", "query-answered");
    message.setHeader("query", name);
    message.setBody(fitting(name, execution, result));
  }

  private String fitting(String name, QueryExecution execution, QueryResult result) {
    QueryResult shown = result;
    String text = text(name, execution, shown);
    while (text.getBytes(StandardCharsets.UTF_8).length > LARGEST && !shown.rows().isEmpty()) {
      shown = shown.first(shown.rows().size() / 2);
      text = text(name, execution, shown);
    }
    return text;
  }

  private String text(String name, QueryExecution execution, QueryResult result) {
    try {
      return JSON.writeValueAsString(
          JSON.createObjectNode()
              .put("default", JSON.writeValueAsString(tree(name, execution, result)))
              .put("email", email(name, execution, result)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write the digest of query '" + name + "'", e);
    }
  }

  private ObjectNode tree(String name, QueryExecution execution, QueryResult result) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("query", name)
        .put("execution", execution.queryExecutionId())
        .put("result", execution.resultConfiguration().outputLocation())
        .put("bytes_scanned", QueryEnd.scanned(execution))
        .put("cost_usd", price.of(execution))
        .put("complete", result.completeness() == Completeness.ALL);
    tree.set("rows", ResultFormat.tree(result));
    return tree;
  }

  private String email(String name, QueryExecution execution, QueryResult result) {
    return """
        %s

        %s

        %s
        The whole answer: aws s3 cp %s .
        """
        .formatted(
            name,
            ResultTable.text(result),
            price.sentence(execution),
            execution.resultConfiguration().outputLocation());
  }

  private static String subject(String name, QueryResult result) {
    String more = result.completeness() == Completeness.ALL ? "" : "the first ";
    String text = "ticklake: %s: %s%d rows".formatted(name, more, result.rows().size());
    String ascii = text.replaceAll("[^ -~]", "?");
    return ascii.length() > SUBJECT ? ascii.substring(0, SUBJECT) : ascii;
  }
}
