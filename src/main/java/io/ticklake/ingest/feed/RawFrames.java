package io.ticklake.ingest.feed;

import io.ticklake.ingest.RawBars;
import io.ticklake.ingest.RawLine;
import io.ticklake.model.Bar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** The bars of the feed's frames in the raw zone, as they were published. */
public final class RawFrames implements RawBars.Deriving {
  /** What the raw zone calls the source of frames. */
  public static final String SOURCE = Reception.SOURCE;

  @Override
  public RawBars.Derived bars(RawLine line) throws IOException {
    Reception reception = new Reception(line.need("url"), line.isSimulated(), line.fetchedAt());
    Frame frame = FrameReader.read(new String(line.page(), StandardCharsets.UTF_8), reception);
    BitSet repeated = RawFrameJson.repeated(line.get(RawFrameJson.REPEATED));
    List<Bar> bars = frame.bars();
    return new RawBars.Derived(
        IntStream.range(0, bars.size()).filter(i -> !repeated.get(i)).mapToObj(bars::get).toList(),
        frame.unreadable().size());
  }
}
