package io.ticklake.errors;

/**
 * What went wrong, grouped by who must act. The code ends the message and is the key of the
 * runbook.
 */
public enum ErrorCode {
  // the operator: settings, files, commands
  CONFIG_INVALID,
  DATA_DIR_UNUSABLE,
  PORT_OCCUPIED,
  SERVICE_UNREACHABLE,
  EMBEDDED_NOT_INSTALLED,
  ROUTE_FILE_REJECTED,
  REPLAY_FILE_UNUSABLE,
  QUERY_FILE_UNUSABLE,
  PROGRAM_NOT_RUNNING,
  // Kafka
  KAFKA_UNREACHABLE,
  KAFKA_TOPIC_REFUSED,
  // the market API
  MARKET_UNAUTHORIZED,
  MARKET_RATE_LIMITED,
  MARKET_UNAVAILABLE,
  MARKET_NOT_ENTITLED,
  MARKET_NOT_YET,
  MARKET_REPLY_UNREADABLE,
  BAR_UNREADABLE,
  // the lake: S3, SNS, Glue, Athena
  ARCHIVE_PUT_FAILED,
  ARCHIVE_RECORD_UNREADABLE,
  NOTICE_FAILED,
  CRAWL_FAILED,
  QUERY_FAILED,
  QUERY_TIMED_OUT
}
