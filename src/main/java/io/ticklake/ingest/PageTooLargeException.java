package io.ticklake.ingest;

import java.io.IOException;
import java.io.Serial;

/** An answer of the market that is too large to be kept; asking again gives the same. */
final class PageTooLargeException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  PageTooLargeException(String message) {
    super(message);
  }
}
