/** The archive stage: formats read back by other readers, routes over real servers. */
package io.ticklake.archive;
