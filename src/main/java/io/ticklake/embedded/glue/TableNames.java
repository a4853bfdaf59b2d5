package io.ticklake.embedded.glue;

import io.ticklake.embedded.glue.crawl.FoundTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/** Names for the tables of one crawl, in the order in which they are asked for. */
final class TableNames {
  /** As recorded; the rest of a longer name is cut off. */
  private static final int MAX_LENGTH = 128;

  private final Catalog catalog;
  private final Crawler crawler;
  private final Map<String, String> locations = new HashMap<>();

  TableNames(Catalog catalog, Crawler crawler) {
    this.catalog = catalog;
    this.crawler = crawler;
  }

  /**
   * Prefix and folder, in lower case with underscores. A name that another location has, in this
   * crawl or in the database, gets a suffix of 32 hexadecimal digits.
   */
  String name(FoundTable found) {
    var plain = cut(clean(crawler.tablePrefix() + found.folderName()), MAX_LENGTH);
    var name = isTaken(plain, found) ? suffixed(plain, found.location()) : plain;
    locations.put(name, found.location());
    return name;
  }

  private boolean isTaken(String name, FoundTable found) {
    var here = locations.get(name);
    if (here != null) {
      return !here.equals(found.location());
    }
    return catalog
        .table(crawler.database(), name)
        .filter(table -> !sameFolder(table.location(), found.location()))
        .isPresent();
  }

  private static boolean sameFolder(String a, String b) {
    return (a.endsWith("/") ? a : a + "/").equals(b.endsWith("/") ? b : b + "/");
  }

  private static String clean(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
  }

  private static String cut(String name, int length) {
    return name.substring(0, Math.min(name.length(), length));
  }

  private static String suffixed(String name, String location) {
    try {
      var digest =
          MessageDigest.getInstance("MD5").digest(location.getBytes(StandardCharsets.UTF_8));
      return cut(name, MAX_LENGTH - 33) + "_" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has MD5", e);
    }
  }
}
