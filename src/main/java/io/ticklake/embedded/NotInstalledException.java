package io.ticklake.embedded;

/**
 * An embedded service is asked for whose libraries are not there, or that cannot work with the
 * others as they are set.
 */
public final class NotInstalledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotInstalledException(String message) {
    super(message);
  }
}
