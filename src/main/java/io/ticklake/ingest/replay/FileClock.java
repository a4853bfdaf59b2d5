package io.ticklake.ingest.replay;

import java.time.ZoneId;

/**
 * How a file's dates are meant.
 *
 * @param zone of times without an offset
 * @param hasTimes whether its dates have a time of day
 */
record FileClock(ZoneId zone, boolean hasTimes) {}
