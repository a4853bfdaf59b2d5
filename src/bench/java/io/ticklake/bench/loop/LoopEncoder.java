package io.ticklake.bench.loop;

import io.ticklake.bench.Coding;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The loop's encoding alone, for JMH. */
public final class LoopEncoder {
  private final LoopObject object;

  /** An empty object. */
  public LoopEncoder(Coding coding) {
    this.object = LoopObject.of(coding);
  }

  public void append(ByteBuffer value) {
    object.append(value);
  }

  /** Ends the object; its size in bytes. */
  public long finish() throws IOException {
    return object.finish().size();
  }
}
