/** The query stage: outcomes, tables, SQL files, and its routes over a scripted Athena. */
package io.ticklake.query;
