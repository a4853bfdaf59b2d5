/** Audits of lakes that are made by hand, over real servers. */
package io.ticklake.verify;
