/**
 * Audits the ledger against the bucket and the topics. In: what they hold, read only. Out: a {@link
 * io.ticklake.verify.Report}. Fails when the bucket cannot be read; without Kafka it audits the
 * rest. The order in which things are read is in {@link io.ticklake.verify.Audit}.
 */
@NullMarked
package io.ticklake.verify;

import org.jspecify.annotations.NullMarked;
