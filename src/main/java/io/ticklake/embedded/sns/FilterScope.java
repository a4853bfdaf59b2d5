package io.ticklake.embedded.sns;

/** What a filter policy looks at. */
enum FilterScope {
  MESSAGE_ATTRIBUTES,
  MESSAGE_BODY
}
