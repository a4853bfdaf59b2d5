package io.ticklake.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.component.kafkaslice.SliceObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * A notice as SNS takes it with {@code MessageStructure=json}.
 *
 * @param subject ASCII, at most 100 characters
 * @param json for programs; what subscribers get unless there is another text for their protocol
 * @param message {@code default} with the JSON, {@code email} with a text for people
 */
record NoticeText(String subject, String json, String message) {
  // SNS counts the message with its attributes; ours have less than 2 KB.
  private static final int LARGEST = 262_144 - 2_048;
  // SNS takes exactly 100.
  private static final int SUBJECT = 100;
  private static final JsonMapper JSON = new JsonMapper();

  static NoticeText of(Notice notice) {
    try {
      String json = JSON.writeValueAsString(tree(notice));
      ObjectNode message = JSON.createObjectNode();
      message.put("default", json).put("email", NoticeEmail.text(notice));
      return new NoticeText(subject(notice), json, JSON.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("Cannot write the notice " + notice.id(), e);
    }
  }

  boolean fits() {
    return message.getBytes(StandardCharsets.UTF_8).length <= LARGEST;
  }

  private static ObjectNode tree(Notice notice) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("id", notice.id())
        .put("archive", notice.archive())
        .put("zone", notice.zone())
        .put("topic", notice.range().topic())
        .put("partition", notice.range().partition())
        .put("first_offset", notice.range().firstOffset())
        .put("last_offset", notice.range().lastOffset())
        .put("sealed_at", notice.sealedAt().toString())
        .put("part", notice.part())
        .put("parts", notice.parts())
        .put("records", notice.records())
        .put("bytes", notice.bytes());
    ArrayNode objects = tree.putArray("objects");
    for (SliceObject object : notice.objects()) {
      objects
          .addObject()
          .put("uri", notice.uri(object))
          .put("key", object.key())
          .put("records", object.records())
          .put("bytes", object.size())
          .put("etag", object.etag().orElse(""));
    }
    return tree;
  }

  private static String subject(Notice notice) {
    String text =
        "ticklake: %s: %s in %s of %s"
            .formatted(
                notice.zone(),
                NoticeEmail.count(notice.records(), "record"),
                NoticeEmail.count(notice.objects().size(), "object"),
                notice.range());
    String ascii = text.replaceAll("[^\\x20-\\x7e]", "?");
    return ascii.length() <= SUBJECT ? ascii : ascii.substring(0, SUBJECT);
  }
}
