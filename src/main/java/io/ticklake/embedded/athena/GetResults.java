package io.ticklake.embedded.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.athena.Progress.State;
import io.ticklake.embedded.athena.sql.SqlType;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.JsonAction;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** GetQueryResults: pages of at most 1000 rows, the first with the names as a row of its own. */
final class GetResults implements JsonAction {
  private static final int MAX_ROWS = 1000;
  private static final Pattern TOKEN = Pattern.compile("([0-9a-f-]{36})@(\\d{1,18})");

  private final Executions executions;

  GetResults(Executions executions) {
    this.executions = executions;
  }

  @Override
  public JsonNode handle(ObjectNode request) throws AwsError {
    var members = new Members(request);
    String id = members.required("QueryExecutionId");
    Execution execution = AthenaActions.find(executions, id);
    int max = members.number("MaxResults", MAX_ROWS);
    if (max > MAX_ROWS) {
      throw AthenaErrors.invalidInput("MaxResults is more than maximum allowed length 1000");
    }
    if (max < 1) {
      throw AthenaErrors.invalidInput("MaxResults is less than minimum allowed length 1");
    }
    checkState(execution);
    Optional<String> token = members.text("NextToken");
    return page(execution, token.isPresent() ? offset(id, token.get()) : 0, max, token.isEmpty());
  }

  private static void checkState(Execution execution) throws AwsError {
    State state = execution.progress().state();
    if (state == State.QUEUED || state == State.RUNNING) {
      throw AthenaErrors.invalid(
          "INVALID_QUERY_EXECUTION_STATE", "Query has not yet finished. Current state: " + state);
    }
    if (state == State.FAILED) {
      throw AthenaErrors.invalid(
          "INVALID_QUERY_EXECUTION_STATE",
          "Query did not finish successfully. Final query state: FAILED");
    }
    if (state == State.CANCELLED) {
      throw AthenaErrors.invalid("RESULT_NOT_FOUND", "Could not find results");
    }
  }

  private JsonNode page(Execution execution, long offset, int max, boolean first) throws AwsError {
    boolean header = first && execution.request().kind().hasHeaderRow();
    ResultFile.Page page;
    try {
      page = executions.results(execution).page(offset, header ? max - 1 : max);
    } catch (IOException e) {
      throw AthenaErrors.invalid("RESULT_NOT_FOUND", "Could not find results");
    }
    var reply = JsonNodeFactory.instance.objectNode();
    var set = reply.putObject("ResultSet");
    var rows = set.putArray("Rows");
    if (header) {
      row(rows, execution.columns().stream().<@Nullable String>map(Column::name).toList());
    }
    page.rows().forEach(cells -> row(rows, cells));
    var info = set.putObject("ResultSetMetadata").putArray("ColumnInfo");
    execution.columns().forEach(column -> describe(info.addObject(), column));
    reply.put("UpdateCount", 0);
    if (page.next() >= 0) {
      reply.put("NextToken", token(execution.request().id(), page.next()));
    }
    return reply;
  }

  private static void row(ArrayNode rows, List<@Nullable String> cells) {
    var data = rows.addObject().putArray("Data");
    for (String cell : cells) {
      var datum = data.addObject();
      if (cell != null) {
        datum.put("VarCharValue", cell);
      }
    }
  }

  private static void describe(ObjectNode info, Column column) {
    SqlType type = column.type();
    info.put("CatalogName", "hive").put("SchemaName", "").put("TableName", "");
    info.put("Name", column.name()).put("Label", column.name());
    info.put("Type", ColumnTypes.name(type)).put("Precision", ColumnTypes.precision(type));
    info.put("Scale", type.is("decimal") ? type.scale() : 0).put("Nullable", "UNKNOWN");
    info.put("CaseSensitive", type.is("varchar") || type.is("char"));
  }

  private static String token(String id, long offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((id + "@" + offset).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static long offset(String id, String token) throws AwsError {
    try {
      var parts =
          TOKEN.matcher(
              new String(
                  Base64.getUrlDecoder().decode(token),
                  java.nio.charset.StandardCharsets.US_ASCII));
      if (parts.matches() && parts.group(1).equals(id)) {
        return Long.parseLong(parts.group(2));
      }
    } catch (IllegalArgumentException e) {
      throw malformed(token);
    }
    throw malformed(token);
  }

  private static AwsError malformed(String token) {
    return AthenaErrors.invalidInput("Malformed nextPageToken " + token);
  }
}
