package io.ticklake.embedded.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Topics and subscriptions, in the order they were made, kept in a JSON file. Every method holds
 * this object's lock; each change is on disk before it returns.
 */
final class SnsStore {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // Only a record's components are its state.
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .build();

  private final Path file;
  private final Map<String, Topic> topics = new LinkedHashMap<>();
  private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();

  private SnsStore(Path file) {
    this.file = file;
  }

  /**
   * What an earlier run left, or nothing.
   *
   * @throws UncheckedIOException when the file is there and cannot be read
   */
  static SnsStore open(Path file) {
    SnsStore store = new SnsStore(file.toAbsolutePath());
    try {
      Files.createDirectories(store.directory());
      if (Files.exists(file)) {
        State state = JSON.readValue(file.toFile(), State.class);
        state.topics().forEach(topic -> store.topics.put(topic.arn(), topic));
        state.subscriptions().forEach(s -> store.subscriptions.put(s.arn(), s));
      }
      return store;
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "Embedded SNS cannot read its topics from '"
              + file
              + "': "
              + e.getOriginalMessage()
              + ". Mend the file, or remove it to start without topics.",
          e);
    } catch (IOException e) {
      throw new UncheckedIOException("Embedded SNS cannot use '" + file + "'", e);
    }
  }

  synchronized List<Topic> topics() {
    return List.copyOf(topics.values());
  }

  synchronized Optional<Topic> topic(String arn) {
    return Optional.ofNullable(topics.get(arn));
  }

  synchronized void put(Topic topic) {
    topics.put(topic.arn(), topic);
    save();
  }

  /** The topic goes with its subscriptions. */
  synchronized void deleteTopic(String arn) {
    topics.remove(arn);
    subscriptions.values().removeIf(subscription -> subscription.topicArn().equals(arn));
    save();
  }

  synchronized List<Subscription> subscriptions() {
    return List.copyOf(subscriptions.values());
  }

  synchronized List<Subscription> subscriptionsOf(String topicArn) {
    return subscriptions.values().stream().filter(s -> s.topicArn().equals(topicArn)).toList();
  }

  synchronized Optional<Subscription> subscription(String arn) {
    return Optional.ofNullable(subscriptions.get(arn));
  }

  synchronized void put(Subscription subscription) {
    subscriptions.put(subscription.arn(), subscription);
    save();
  }

  synchronized void deleteSubscription(String arn) {
    if (subscriptions.remove(arn) != null) {
      save();
    }
  }

  private void save() {
    Path written = directory().resolve(file.getFileName() + ".new");
    try {
      byte[] json = JSON.writeValueAsBytes(new State(topics(), subscriptions()));
      try (FileChannel out =
          FileChannel.open(
              written,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer buffer = ByteBuffer.wrap(json);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("Embedded SNS cannot write '" + file + "'", e);
    }
  }

  private Path directory() {
    Path directory = file.getParent();
    return directory == null ? file : directory;
  }

  private record State(List<Topic> topics, List<Subscription> subscriptions) {}
}
