package io.ticklake.embedded.awsapi;

import java.util.List;

/** One action of a Query service (SNS). Called on many threads. */
@FunctionalInterface
public interface QueryAction {
  /** The children of the answer's {@code <ActionResult>}; none leaves that element out. */
  List<XmlElement> handle(QueryRequest request) throws AwsError;
}
