package io.ticklake.embedded;

/** The one key pair that the embedded AWS endpoints accept. The secret is masked in texts. */
public record AccessKey(String id, String secret) {
  @Override
  public String toString() {
    return "AccessKey[" + id + ", ***]";
  }
}
