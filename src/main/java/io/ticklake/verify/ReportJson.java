package io.ticklake.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/** A report as one JSON document; docs/OPERATIONS.md says what its names mean. */
public final class ReportJson {
  /** Raised when a name changes its meaning or goes. */
  static final int VERSION = 1;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .build();

  private ReportJson() {}

  /** Writes it, with a line feed at its end. */
  public static void write(Report report, Writer out) throws IOException {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("v", VERSION);
    tree.put("clean", report.isClean());
    tree.put("bucket", report.bucket());
    tree.put("deep", report.depth() == Audit.Depth.DEEP);
    tree.put("kafka", report.kafka());
    tree.put("begun", report.begun());
    tree.put("seconds", report.seconds());
    tree.set("totals", JSON.valueToTree(report.totals()));
    ArrayNode chains = tree.putArray("chains");
    for (Row row : report.chains()) {
      ObjectNode node = JSON.valueToTree(row);
      node.put("topicIs", row.topicIs().name().toLowerCase(Locale.ROOT));
      chains.add(node);
    }
    ArrayNode findings = tree.putArray("findings");
    report.findings().forEach(finding -> write(finding, findings.addObject()));
    JSON.writeValue(out, tree);
    out.write(System.lineSeparator());
  }

  private static void write(Finding finding, ObjectNode node) {
    node.put("severity", finding.kind().severity().text());
    node.put("kind", finding.kind().text());
    node.put("archive", finding.chain().map(LedgerKeys::archive).orElse(null));
    node.put("topic", finding.chain().map(LedgerKeys::topic).orElse(null));
    node.put("topicId", finding.chain().map(chain -> chain.topicId().toString()).orElse(null));
    node.put("partition", finding.chain().map(LedgerKeys::partition).orElse(null));
    node.put("key", finding.key());
    node.put("detail", finding.detail());
    node.put("meaning", finding.kind().meaning());
    node.put("action", finding.kind().action());
  }
}
