package io.ticklake.embedded.glue.crawl;

/**
 * The last folder of a path.
 *
 * @param key of {@code key=value}, else empty
 * @param value the text as it stands, of other names the name
 */
record FolderName(String key, String value) {
  static FolderName of(String path) {
    var folder = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    var name = folder.substring(folder.lastIndexOf('/') + 1);
    var equals = name.indexOf('=');
    return equals <= 0
        ? new FolderName("", name)
        : new FolderName(name.substring(0, equals), name.substring(equals + 1));
  }
}
