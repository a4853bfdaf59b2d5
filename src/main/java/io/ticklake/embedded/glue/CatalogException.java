package io.ticklake.embedded.glue;

/** What the catalogue refuses, with Glue's error code and text. */
public final class CatalogException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;

  CatalogException(String code, String message) {
    super(message);
    this.code = code;
  }

  static CatalogException notFound(String message) {
    return new CatalogException("EntityNotFoundException", message);
  }

  static CatalogException exists(String message) {
    return new CatalogException("AlreadyExistsException", message);
  }

  static CatalogException concurrent(String message) {
    return new CatalogException("ConcurrentModificationException", message);
  }

  static CatalogException badInput(String message) {
    return new CatalogException("InvalidInputException", message);
  }

  /** For example {@code EntityNotFoundException}. */
  public String code() {
    return code;
  }
}
