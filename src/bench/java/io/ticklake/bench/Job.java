package io.ticklake.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a contender is to do in one run, as it travels to its process in system properties.
 *
 * @param brokers of the Kafka that holds the topic
 * @param group consumer group of this run, new for each
 * @param s3 address of the object store, by way of the gate that counts and delays
 * @param sns address of the notification service; only ticklake notifies
 * @param prefix below which this run's objects lie
 * @param sliceRecords records after which a partition's slice is sealed; partitions end at a
 *     slice's end, so nobody waits for a timer at the end of a run
 */
public record Job(
    String brokers,
    String topic,
    String group,
    String s3,
    String sns,
    String accessKey,
    String secretKey,
    String bucket,
    String prefix,
    Coding coding,
    long sliceRecords) {

  /** The job that this process was started for. */
  public static Job ofProcess() {
    return new Job(
        text("brokers"),
        text("topic"),
        text("group"),
        text("s3"),
        text("sns"),
        text("accessKey"),
        text("secretKey"),
        text("bucket"),
        text("prefix"),
        Coding.valueOf(text("coding")),
        Long.parseLong(text("sliceRecords")));
  }

  /** As {@link #ofProcess} reads it. */
  Map<String, String> properties() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("job.brokers", brokers);
    all.put("job.topic", topic);
    all.put("job.group", group);
    all.put("job.s3", s3);
    all.put("job.sns", sns);
    all.put("job.accessKey", accessKey);
    all.put("job.secretKey", secretKey);
    all.put("job.bucket", bucket);
    all.put("job.prefix", prefix);
    all.put("job.coding", coding.name());
    all.put("job.sliceRecords", Long.toString(sliceRecords));
    return all;
  }

  private static String text(String name) {
    String value = System.getProperty("job." + name);
    if (value == null) {
      throw new IllegalStateException("System property 'job." + name + "' is absent");
    }
    return value;
  }
}
