/** What operators turn through JMX. */
package io.ticklake.ops.control;
