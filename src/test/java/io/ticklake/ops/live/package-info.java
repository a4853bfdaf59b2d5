/** Route files edited while a program runs. */
package io.ticklake.ops.live;
