package io.ticklake.component.kafkaslice;

import org.apache.camel.spi.Metadata;

/** Headers of the exchanges that {@code kafka-slice} makes. */
public interface KafkaSliceConstants {
  @Metadata(description = "The topic that the slice's records come from", javaType = "String")
  String TOPIC = "CamelKafkaSliceTopic";

  @Metadata(description = "Its partition", javaType = "Integer")
  String PARTITION = "CamelKafkaSlicePartition";

  @Metadata(description = "The first offset that the slice covers", javaType = "Long")
  String FIRST_OFFSET = "CamelKafkaSliceFirstOffset";

  @Metadata(description = "The last offset that the slice covers", javaType = "Long")
  String LAST_OFFSET = "CamelKafkaSliceLastOffset";

  @Metadata(
      description =
          "The id of this seal, the same over retries: objects carry it as metadata, notifications as their id",
      javaType = "String")
  String CLAIM = "CamelKafkaSliceClaim";
}
