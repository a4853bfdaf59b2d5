package io.ticklake.ingest;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which bars of a page were published, by their fingerprints. A page that comes again has few bars
 * that are new: the smaller part is named.
 *
 * @param naming which part the fingerprints are
 */
record PublishedPart(Naming naming, Set<Long> fingerprints) {
  static final PublishedPart ALL = new PublishedPart(Naming.UNPUBLISHED, Set.of());

  /** The part that is named. */
  enum Naming {
    PUBLISHED,
    UNPUBLISHED
  }

  /**
   * The part that some bars of a page are.
   *
   * @param all bars of the page
   * @param some of them
   */
  static PublishedPart of(long[] all, long[] some) {
    if (some.length == all.length) {
      return ALL;
    }
    Set<Long> published = setOf(some);
    Set<Long> unpublished = setOf(all);
    unpublished.removeAll(published);
    return unpublished.size() <= published.size()
        ? new PublishedPart(Naming.UNPUBLISHED, unpublished)
        : new PublishedPart(Naming.PUBLISHED, published);
  }

  private static Set<Long> setOf(long[] prints) {
    Set<Long> set = new LinkedHashSet<>();
    for (long print : prints) {
      set.add(print);
    }
    return set;
  }

  /** The field of the envelope that holds it; none when the page was published whole. */
  Optional<String> name() {
    if (naming == Naming.PUBLISHED) {
      return Optional.of("published");
    }
    return fingerprints.isEmpty() ? Optional.empty() : Optional.of("unpublished");
  }

  /** Its value there: eight bytes a bar, in base 64. */
  String text() {
    ByteBuffer bytes = ByteBuffer.allocate(fingerprints.size() * Long.BYTES);
    fingerprints.forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * As an envelope says it.
   *
   * @param published the value of that field, null when it is not there
   * @param unpublished likewise
   */
  static PublishedPart read(@Nullable String published, @Nullable String unpublished) {
    String text = published != null ? published : unpublished == null ? "" : unpublished;
    Set<Long> prints = new HashSet<>();
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
    while (bytes.remaining() >= Long.BYTES) {
      prints.add(bytes.getLong());
    }
    return new PublishedPart(published != null ? Naming.PUBLISHED : Naming.UNPUBLISHED, prints);
  }

  /** Tells of bars, each time anew, that were not published, or stood in the page before. */
  LongPredicate missing() {
    Set<Long> seen = new HashSet<>();
    boolean named = naming == Naming.PUBLISHED;
    return print -> fingerprints.contains(print) != named || !seen.add(print);
  }
}
