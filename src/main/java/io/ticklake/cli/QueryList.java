package io.ticklake.cli;

import io.ticklake.query.LibraryQuery;
import io.ticklake.query.QueryLibrary.Listing;
import io.ticklake.query.QueryParameter;
import java.io.PrintWriter;
import picocli.CommandLine;

/** The library for a person: each query, what it answers, its parameters. */
final class QueryList {
  private QueryList() {}

  /** Queries go to standard output, files that cannot be used to standard error. */
  static void print(Listing listing, CommandLine line) {
    PrintWriter out = line.getOut();
    for (LibraryQuery query : listing.queries()) {
      out.println(query.name() + ": " + query.answers());
      for (QueryParameter parameter : query.parameters()) {
        out.println("    -p " + parameter.declaration() + ": " + parameter.about());
      }
    }
    out.flush();
    listing.problems().forEach(line.getErr()::println);
    line.getErr().flush();
  }
}
