package io.ticklake.archive;

import io.ticklake.component.kafkaslice.SliceObject;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A notice for people: what landed where, and how to look at it. */
final class NoticeEmail {
  private static final int LISTED = 20;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

  private NoticeEmail() {}

  static String text(Notice notice) {
    StringBuilder text = new StringBuilder();
    add(text, "%s landed in zone %s.", count(notice.records(), "record"), notice.zone());
    add(text, "");
    add(
        text,
        "From     topic %s, partition %d",
        notice.range().topic(),
        notice.range().partition());
    add(
        text,
        "Offsets  %d to %d%s",
        notice.range().firstOffset(),
        notice.range().lastOffset(),
        notice.parts() == 1 ? "" : ", part %d of %d".formatted(notice.part(), notice.parts()));
    add(text, "Sealed   %s UTC, by route %s", TIME.format(notice.sealedAt()), notice.archive());
    add(text, "Objects  %d, %,d bytes", notice.objects().size(), notice.bytes());
    add(text, "");
    for (SliceObject object : notice.objects().stream().limit(LISTED).toList()) {
      add(text, "%s", notice.uri(object));
      add(text, "    %s, %,d bytes", count(object.records(), "record"), object.size());
    }
    int more = notice.objects().size() - LISTED;
    if (more > 0) {
      add(text, "and %,d more; the JSON form of this notice lists them all.", more);
    }
    add(text, "");
    add(text, "To look at the first:");
    add(text, "    %s", look(notice.uri(notice.objects().get(0))));
    add(text, "");
    add(text, "Notice   %s", notice.id());
    add(text, "The same notice may come again after a fault; it then has the same id.");
    return text.toString();
  }

  /** {@code 1 record}, {@code 2,000 records}. */
  static String count(long number, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
  }

  private static String look(String uri) {
    if (uri.endsWith(".gz")) {
      return "aws s3 cp %s - | gunzip | head".formatted(uri);
    }
    if (uri.endsWith(".zst")) {
      return "aws s3 cp %s - | zstd -d | head".formatted(uri);
    }
    return "aws s3 cp %s .".formatted(uri);
  }

  private static void add(StringBuilder text, String form, Object... values) {
    text.append(String.format(Locale.ROOT, form, values)).append('\n');
  }
}
