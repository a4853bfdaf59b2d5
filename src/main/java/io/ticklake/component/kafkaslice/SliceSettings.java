package io.ticklake.component.kafkaslice;

import java.time.Duration;
import java.util.Optional;

/**
 * The endpoint's options, checked.
 *
 * @param stage who refuses a record, as dead letters say it: the route's id
 * @param bufferBytes heap for open and travelling slices
 * @param uploadThreads slices under way at the same time
 * @param handover how long a revocation or a stop waits for slices under way
 */
record SliceSettings(
    String topic,
    String groupId,
    String stage,
    Format format,
    Layout layout,
    RotationRules rotation,
    long bufferBytes,
    Optional<String> deadLetterTopic,
    int pollThreads,
    int uploadThreads,
    RetryDelays retry,
    Duration handover,
    StartFrom startFrom) {}
