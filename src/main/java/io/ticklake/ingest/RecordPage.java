package io.ticklake.ingest;

import java.util.List;
import org.apache.camel.Message;

/**
 * What a page of rows that are no bars becomes on Kafka.
 *
 * @param records the rows that are news, a message each, with key and header
 * @param unreadable rows that are news and no JSON objects
 */
record RecordPage(MarketPage page, List<Message> records, List<UnreadableRow> unreadable)
    implements PageResult {
  RecordPage {
    records = List.copyOf(records);
    unreadable = List.copyOf(unreadable);
  }

  @Override
  public int published() {
    return records.size();
  }
}
