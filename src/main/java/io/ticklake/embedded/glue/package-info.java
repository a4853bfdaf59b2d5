/** The Data Catalog and a crawler that infers tables from what lies in the bucket. */
@NullMarked
package io.ticklake.embedded.glue;

import org.jspecify.annotations.NullMarked;
