package io.ticklake.component.aws2glue;

import org.apache.camel.spi.Metadata;

/** Headers of {@code aws2-glue}. One that is present wins over the option of the same meaning. */
public interface Glue2Constants {

  @Metadata(
      label = "all",
      description = "The operation to perform, instead of the option operation.",
      javaType = "io.ticklake.component.aws2glue.Glue2Operations")
  String OPERATION = "CamelAwsGlueOperation";

  @Metadata(
      label = "startCrawler stopCrawler getCrawler waitForCrawler",
      description = "The crawler, instead of the option crawlerName.",
      javaType = "String")
  String CRAWLER_NAME = "CamelAwsGlueCrawlerName";

  @Metadata(
      label = "listTables getTable getPartitions batchCreatePartition",
      description = "The database, instead of the option databaseName.",
      javaType = "String")
  String DATABASE_NAME = "CamelAwsGlueDatabaseName";

  @Metadata(
      label = "getTable getPartitions batchCreatePartition",
      description = "The table, instead of the option tableName.",
      javaType = "String")
  String TABLE_NAME = "CamelAwsGlueTableName";

  @Metadata(
      label = "listTables getPartitions",
      description = "The filter, instead of the option expression.",
      javaType = "String")
  String EXPRESSION = "CamelAwsGlueExpression";

  @Metadata(
      label = "getCrawler",
      description = "Set by the producer: the crawler's state, READY, RUNNING or STOPPING.",
      javaType = "String")
  String CRAWLER_STATE = "CamelAwsGlueCrawlerState";

  @Metadata(
      label = "getCrawler",
      description =
          "Set by the producer: how the last crawl ended, SUCCEEDED, CANCELLED or FAILED; absent"
              + " before the first.",
      javaType = "String")
  String LAST_CRAWL_STATUS = "CamelAwsGlueLastCrawlStatus";

  @Metadata(
      label = "startCrawler waitForCrawler getCrawler",
      description =
          "Set by the producer: the run id of the last crawl that ended; absent when nothing was"
              + " waited for, or before the first.",
      javaType = "String")
  String RUN_ID = "CamelAwsGlueRunId";
}
