package io.ticklake.component.aws2glue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.PartitionInput;

/**
 * What one call was given: a header wins over its option. Each accessor refuses what is missing and
 * says how to give it.
 */
record Arguments(Message message, Glue2Configuration configuration) {

  Glue2Operations operation() {
    Glue2Operations header = message.getHeader(Glue2Constants.OPERATION, Glue2Operations.class);
    Glue2Operations operation = header != null ? header : configuration.getOperation();
    if (operation == null) {
      throw new IllegalArgumentException(
          "aws2-glue: no operation; set the option operation or the header "
              + Glue2Constants.OPERATION);
    }
    return operation;
  }

  String crawler() {
    return needed("crawlerName", Glue2Constants.CRAWLER_NAME, configuration.getCrawlerName());
  }

  String database() {
    return needed("databaseName", Glue2Constants.DATABASE_NAME, configuration.getDatabaseName());
  }

  String table() {
    return needed("tableName", Glue2Constants.TABLE_NAME, configuration.getTableName());
  }

  @Nullable String expression() {
    return message.getHeader(
        Glue2Constants.EXPRESSION, configuration.getExpression(), String.class);
  }

  /** Zero when the caller does not want to wait. */
  Duration waitTimeout() {
    return Duration.ofMillis(configuration.getWaitTimeout());
  }

  /** The body: one partition or a collection of them. */
  List<PartitionInput> partitions() {
    Object body = message.getBody();
    if (body instanceof PartitionInput one) {
      return List.of(one);
    }
    if (!(body instanceof Collection<?> many)) {
      throw new IllegalArgumentException(
          "aws2-glue: batchCreatePartition needs a PartitionInput or a collection of them as body, not "
              + kind(body));
    }
    List<PartitionInput> partitions = new ArrayList<>(many.size());
    for (Object each : many) {
      if (!(each instanceof PartitionInput partition)) {
        throw new IllegalArgumentException(
            "aws2-glue: batchCreatePartition needs PartitionInput in its collection, not "
                + kind(each));
      }
      partitions.add(partition);
    }
    return partitions;
  }

  private static String kind(@Nullable Object value) {
    return value == null ? "nothing" : value.getClass().getName();
  }

  private String needed(String option, String header, @Nullable String configured) {
    String value = message.getHeader(header, configured, String.class);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "aws2-glue: %s needs %s; set that option or the header %s"
              .formatted(operation(), option, header));
    }
    return value;
  }
}
