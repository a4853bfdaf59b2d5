/** The status page as a program, a browser and an attacker meet it. */
package io.ticklake.ops.status;
