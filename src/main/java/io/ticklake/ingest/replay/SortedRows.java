package io.ticklake.ingest.replay;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a file by date, those of one moment in the file's order: sorted in memory when they
 * are few, else in pieces on disk that are merged while they are read.
 */
public final class SortedRows implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final RowReader reader;
  private final int most;
  private final List<Entry> memory = new ArrayList<>();
  private final List<Path> pieces = new ArrayList<>();

  // The moment in milliseconds, and the row as it stands in the file.
  private record Entry(long time, RawRow row) implements Comparable<Entry> {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::time).thenComparingLong(entry -> entry.row.line());

    @Override
    public int compareTo(Entry other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Sorts.
   *
   * @param most rows to hold in memory
   */
  public SortedRows(ReplayFile file, int most) throws IOException {
    this.reader = file.reader();
    this.most = most;
    try (RowStream rows = file.rows()) {
      for (ReadRow row = rows.next(); row != null; row = rows.next()) {
        if (row instanceof GoodRow good) {
          add(good);
        }
      }
    }
    memory.sort(Comparator.naturalOrder());
  }

  private void add(GoodRow row) throws IOException {
    if (memory.size() == most) {
      writePiece();
    }
    memory.add(new Entry(row.time().toEpochMilli(), new RawRow(row.line(), row.bytes())));
  }

  private void writePiece() throws IOException {
    memory.sort(Comparator.naturalOrder());
    Path piece = Files.createTempFile("ticklake-replay-", ".rows");
    pieces.add(piece);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(piece), BUFFER_BYTES))) {
      for (Entry entry : memory) {
        out.writeLong(entry.time);
        out.writeLong(entry.row.line());
        out.writeInt(entry.row.bytes().length);
        out.write(entry.row.bytes());
      }
    }
    memory.clear();
  }

  /** How many pieces lie on disk. */
  int pieces() {
    return pieces.size();
  }

  /** The rows from the earliest on. */
  public RowStream rows() throws IOException {
    List<Piece> open = new ArrayList<>();
    for (Path piece : pieces) {
      open.add(new Piece(piece));
    }
    return new Merged(memory.iterator(), open);
  }

  @Override
  public void close() throws IOException {
    for (Path piece : pieces) {
      Files.deleteIfExists(piece);
    }
  }

  private static final class Piece implements AutoCloseable {
    private final DataInputStream in;

    Piece(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
    }

    @Nullable Entry next() throws IOException {
      long time;
      try {
        time = in.readLong();
      } catch (EOFException e) {
        return null;
      }
      long line = in.readLong();
      byte[] bytes = new byte[in.readInt()];
      in.readFully(bytes);
      return new Entry(time, new RawRow(line, bytes));
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  private final class Merged implements RowStream {
    private record Head(Entry entry, @Nullable Piece from) {}

    private final PriorityQueue<Head> heads =
        new PriorityQueue<>(Comparator.comparing(Head::entry));
    private final Iterator<Entry> last;
    private final List<Piece> open;

    Merged(Iterator<Entry> last, List<Piece> open) throws IOException {
      this.last = last;
      this.open = open;
      refill(null);
      for (Piece piece : open) {
        refill(piece);
      }
    }

    private void refill(@Nullable Piece from) throws IOException {
      Entry entry = from != null ? from.next() : last.hasNext() ? last.next() : null;
      if (entry != null) {
        heads.add(new Head(entry, from));
      }
    }

    @Override
    public @Nullable ReadRow next() throws IOException {
      Head head = heads.poll();
      if (head == null) {
        return null;
      }
      refill(head.from);
      return reader.read(head.entry.row);
    }

    @Override
    public void close() throws IOException {
      for (Piece piece : open) {
        piece.close();
      }
    }
  }
}
