package io.ticklake.component.kafkaslice;

/** Why a slice was sealed where it was. */
enum SealReason {
  /** {@code sliceBytes} reached. */
  BYTES,
  /** {@code sliceRecords} reached. */
  RECORDS,
  /** {@code sliceAge} has passed since its first record. */
  AGE,
  /** {@code sliceIdle} has passed since its last record. */
  IDLE,
  /** The next record would open one folder more than {@code sliceFolders}. */
  FOLDERS,
  /** The memory of {@code bufferBytes} is used up. */
  MEMORY,
  /** Somebody asked for it. */
  REQUEST,
  /** Too many records were set aside, or one could not be. */
  POISON,
  /** The partition's log was cut off under the reader. */
  OUT_OF_RANGE
}
