package io.ticklake.component.kafkaslice;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.kafka.KafkaEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;

/**
 * Consume an Apache Kafka topic as sealed, contiguous offset ranges, encoded into objects that are
 * ready to be put into an object store.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "kafka-slice",
    extendsScheme = "kafka",
    title = "Kafka Slice",
    syntax = "kafka-slice:topic",
    consumerOnly = true,
    category = {Category.MESSAGING},
    headersClass = KafkaSliceConstants.class)
@Metadata(excludeProperties = KafkaSliceEndpoint.NOT_SUPPORTED)
public class KafkaSliceEndpoint extends KafkaEndpoint {
  /**
   * Options of camel-kafka that mean nothing here or would break the protocol; the component
   * refuses them.
   */
  static final String NOT_SUPPORTED =
      "allowManualCommit,autoCommitEnable,autoCommitIntervalMs,autoOffsetReset,batching,"
          + "batchingIntervalMs,batchWithIndividualHeaders,breakOnFirstError,bridgeErrorHandler,"
          + "bufferMemorySize,commitTimeoutMs,compressionCodec,connectionMaxIdleMs,consumersCount,"
          + "deliveryTimeoutMs,enableIdempotence,exceptionHandler,exchangePattern,"
          + "headerDeserializer,headerFilterStrategy,headerSerializer,kafkaManualCommitFactory,key,"
          + "keyDeserializer,keySerializer,lazyStartProducer,lingerMs,maxBlockMs,"
          + "maxInFlightRequest,maxRequestSize,metadataMaxAgeMs,metricReporters,"
          + "metricsSampleWindowMs,noOfMetricsSample,offsetRepository,partitioner,"
          + "partitionerIgnoreKeys,partitionKey,pollOnError,pollTimeoutMs,preValidateHostAndPort,"
          + "producerBatchSize,queueBufferingMaxMessages,receiveBufferBytes,reconnectBackoffMs,"
          + "recordMetadata,requestRequiredAcks,requestTimeoutMs,retries,schemaRegistryURL,seekTo,"
          + "sendBufferBytes,shutdownTimeout,specificAvroReader,synchronous,topicIsPattern,"
          + "transacted,transactionalId,useIterator,valueDeserializer,valueSerializer,workerPool,"
          + "workerPoolCoreSize,workerPoolMaxSize";

  @UriParam private KafkaSliceConfiguration slices = new KafkaSliceConfiguration();

  /** For Camel's tools; the component uses the other one. */
  public KafkaSliceEndpoint() {}

  KafkaSliceEndpoint(String uri, KafkaSliceComponent component) {
    super(uri, component);
  }

  /**
   * The options, checked.
   *
   * @throws IllegalArgumentException that names the option, its value and what is expected
   */
  SliceSettings settings(String stage) {
    if (getConfiguration().getGroupId() == null) {
      throw new IllegalArgumentException(
          "Option 'groupId' of kafka-slice is missing: commits are kept under it");
    }
    return slices.settings(
        getConfiguration().getTopic(),
        getConfiguration().getGroupId(),
        stage,
        getConfiguration().getIsolationLevel(),
        SliceListeners.of(getCamelContext().getRegistry().findByType(SliceListener.class)));
  }

  @Override
  public Consumer createConsumer(Processor processor) throws Exception {
    settings(getEndpointUri());
    KafkaSliceConsumer consumer = new KafkaSliceConsumer(this, processor);
    configureConsumer(consumer);
    return consumer;
  }

  @Override
  public Producer createProducer() {
    throw new UnsupportedOperationException(
        "kafka-slice only consumes: produce with the component 'kafka'");
  }

  public KafkaSliceConfiguration getSlices() {
    return slices;
  }

  /** Rotation, format, layout and limits. */
  public void setSlices(KafkaSliceConfiguration slices) {
    this.slices = slices;
  }
}
