package io.ticklake.embedded.athena.engine;

import io.ticklake.embedded.athena.sql.Names;
import io.ticklake.embedded.athena.sql.TableScan;
import io.ticklake.embedded.athena.sql.TableSchema.Column;
import io.ticklake.embedded.glue.GlueTable;
import java.util.ArrayList;
import java.util.List;

/** CSV as OpenCSVSerde reads it: quoted cells, every column a text first. */
final class QuotedReader extends TableReader {
  QuotedReader(GlueTable table, TableScan scan, List<LakeFile> files) {
    super(table, scan, files);
  }

  @Override
  String from(DuckDb duck, List<String> items) {
    var parameters = table().serdeParameters();
    var read = new ArrayList<String>();
    for (int i = 0; i < columns().size(); i++) {
      Column column = columns().get(i);
      read.add("'c" + i + "': 'VARCHAR'");
      items.add(
          DelimitedReader.typed("data.c" + i, i, column) + " AS " + Names.quote(column.name()));
    }
    return "read_csv(%s, columns={%s}, header=false, skip=%d, delim=%s, quote=%s, escape=%s, nullstr=['\u001f'], auto_detect=false, null_padding=true, strict_mode=false, compression='%s', filename='%s')"
        .formatted(
            paths(),
            String.join(", ", read),
            DelimitedReader.headerLines(table()),
            Names.text(parameters.getOrDefault("separatorChar", ",")),
            Names.text(parameters.getOrDefault("quoteChar", "\"")),
            Names.text(parameters.getOrDefault("escapeChar", "\"")),
            compression(),
            FILE);
  }
}
