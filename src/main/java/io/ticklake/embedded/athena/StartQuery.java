package io.ticklake.embedded.athena;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.embedded.athena.sql.SyntaxError;
import io.ticklake.embedded.awsapi.AwsError;
import io.ticklake.embedded.awsapi.JsonAction;
import io.ticklake.embedded.glue.Catalog;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** StartQueryExecution, with the checks in the service's order. */
final class StartQuery implements JsonAction {
  /** Bytes, of the public service model. */
  private static final int MAX_QUERY = 262_144;

  private static final Pattern LOCATION =
      Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");

  private final AthenaSettings settings;
  private final Executions executions;
  private final Catalog catalog;
  private final Clock clock;

  StartQuery(AthenaSettings settings, Executions executions, Catalog catalog, Clock clock) {
    this.settings = settings;
    this.executions = executions;
    this.catalog = catalog;
    this.clock = clock;
  }

  @Override
  public JsonNode handle(ObjectNode request) throws AwsError {
    var members = new Members(request);
    String sql = members.required("QueryString");
    if (sql.isEmpty() || sql.getBytes(UTF_8).length > MAX_QUERY) {
      throw AthenaErrors.invalidInput(
          "1 validation error detected: Value at 'queryString' failed to satisfy constraint: Member must have length between 1 and 262144");
    }
    String token = members.text("ClientRequestToken").orElse("");
    if (!token.isEmpty() && (token.length() < 32 || token.length() > 128)) {
      throw AthenaErrors.invalidInput(
          "1 validation error detected: Value at 'clientRequestToken' failed to satisfy constraint: Member must have length between 32 and 128");
    }
    WorkGroups.check(members.text("WorkGroup").orElse(WorkGroups.PRIMARY));
    String location = outputLocation(members.text("ResultConfiguration", "OutputLocation"));
    Command command = parse(sql);
    var accepted =
        new QueryRequest(
            UUID.randomUUID().toString(),
            token,
            sql,
            members.text("QueryExecutionContext", "Database").orElse(""),
            members.text("QueryExecutionContext", "Catalog").orElse("").toLowerCase(Locale.ROOT),
            location,
            members.texts("ExecutionParameters"),
            command.kind(),
            clock.instant());
    checkTable(command, accepted);
    return JsonNodeFactory.instance
        .objectNode()
        .put("QueryExecutionId", executions.start(accepted));
  }

  private String outputLocation(Optional<String> asked) throws AwsError {
    String location =
        settings.enforceOutput()
            ? settings.outputLocation()
            : asked.orElse(settings.outputLocation());
    if (location.isEmpty()) {
      throw AthenaErrors.invalidInput(
          "No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.");
    }
    if (!LOCATION.matcher(location).matches()) {
      throw AthenaErrors.invalidInput("outputLocation is not a valid S3 path.");
    }
    return location;
  }

  private static Command parse(String sql) throws AwsError {
    try {
      return Commands.parse(sql);
    } catch (SyntaxError e) {
      throw AthenaErrors.invalid("MALFORMED_QUERY", String.valueOf(e.getMessage()));
    }
  }

  /** DESCRIBE and SHOW COLUMNS of a table that is not there never become an execution. */
  private void checkTable(Command command, QueryRequest request) throws AwsError {
    Optional<Command.TableName> table = Optional.empty();
    if (command instanceof Command.Describe describe) {
      table = Optional.of(describe.table());
    } else if (command instanceof Command.ShowColumns show) {
      table = Optional.of(show.table());
    }
    if (table.isPresent()
        && catalog
            .table(Commands.database(table.get().database(), request), table.get().name())
            .isEmpty()) {
      throw AthenaErrors.invalidInput(
          "Entity Not Found (Service: AWSGlue; Status Code: 400; Error Code: EntityNotFoundException)");
    }
  }
}
