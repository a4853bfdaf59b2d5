package io.ticklake.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Looks at a lake from outside: its objects over S3, read by DuckDB itself; its tables over Athena.
 */
public final class LakeReader implements AutoCloseable {
  private final S3Client s3;
  private final AthenaClient athena;
  private final String bucket;
  private final Path scratch;

  /**
   * @param endpoints the variables of endpoints.env
   * @param scratch where objects are copied to be read
   */
  public LakeReader(Map<String, String> endpoints, Path scratch) {
    this.bucket = endpoints.get("BUCKET");
    this.scratch = scratch;
    this.s3 = client(S3Client.builder().forcePathStyle(true), endpoints, "S3");
    this.athena = client(AthenaClient.builder(), endpoints, "ATHENA");
  }

  private static <C, B extends AwsClientBuilder<B, C>> C client(
      B builder, Map<String, String> endpoints, String service) {
    return builder
        .region(Region.of(endpoints.get("AWS_REGION")))
        .endpointOverride(URI.create(endpoints.get("AWS_ENDPOINT_URL_" + service)))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    endpoints.get("AWS_ACCESS_KEY_ID"), endpoints.get("AWS_SECRET_ACCESS_KEY"))))
        .build();
  }

  /** Keys of the objects below a prefix. */
  public List<String> keys(String prefix) {
    return s3
        .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .toList();
  }

  /** Removes an object, as somebody would who should not. */
  public void delete(String key) {
    s3.deleteObject(request -> request.bucket(bucket).key(key));
  }

  /**
   * Rows of SQL over {@code bars}: every Parquet object below a prefix, copied from S3 and read
   * directly.
   */
  public List<List<Object>> readParquet(String prefix, String sql)
      throws IOException, SQLException {
    Path copies = Files.createTempDirectory(scratch, "objects");
    for (String key : keys(prefix)) {
      Path copy = copies.resolve(key);
      Files.createDirectories(copy.getParent());
      s3.getObject(request -> request.bucket(bucket).key(key), copy);
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute(
          "CREATE VIEW bars AS SELECT * FROM read_parquet('"
              + copies
              + "/**/*.parquet', hive_partitioning=true, hive_types_autocast=false)");
      return rows(statement.executeQuery(sql));
    }
  }

  private static List<List<Object>> rows(ResultSet result) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
        row.add(result.getObject(column));
      }
      rows.add(row);
    }
    return rows;
  }

  /** Rows of a query by Athena, as texts without the header row; fails with Athena's reason. */
  public List<List<String>> query(String sql) {
    String id =
        athena
            .startQueryExecution(
                request ->
                    request
                        .queryString(sql)
                        .queryExecutionContext(context -> context.database("ticklake"))
                        .resultConfiguration(
                            to -> to.outputLocation("s3://" + bucket + "/_athena/")))
            .queryExecutionId();
    var status =
        org.awaitility.Awaitility.await("query ends")
            .atMost(java.time.Duration.ofSeconds(60))
            .until(
                () ->
                    athena
                        .getQueryExecution(request -> request.queryExecutionId(id))
                        .queryExecution()
                        .status(),
                state ->
                    !List.of(QueryExecutionState.QUEUED, QueryExecutionState.RUNNING)
                        .contains(state.state()));
    if (status.state() != QueryExecutionState.SUCCEEDED) {
      throw new IllegalStateException(sql + ": " + status.stateChangeReason());
    }
    return athena.getQueryResultsPaginator(request -> request.queryExecutionId(id)).stream()
        .flatMap(page -> page.resultSet().rows().stream())
        .skip(1)
        .map(row -> row.data().stream().map(cell -> cell.varCharValue()).toList())
        .toList();
  }

  @Override
  public void close() {
    s3.close();
    athena.close();
  }
}
