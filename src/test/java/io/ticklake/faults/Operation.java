package io.ticklake.faults;

/** What a request to S3 or SNS does. */
enum Operation {
  PUT,
  GET,
  HEAD,
  LIST,
  PUBLISH,
  OTHER
}
