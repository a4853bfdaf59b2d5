/** What every embedded service promises to the real clients of the service it stands for. */
package io.ticklake.contract;
