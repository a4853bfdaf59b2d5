package io.ticklake.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ticklake.component.kafkaslice.LedgerEntry;
import io.ticklake.component.kafkaslice.LedgerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive that goes on while it is audited, at the worst moments, is no reason for an alarm. */
class LiveAuditTest {
  @TempDir static Path folder;
  private static Servers servers;

  @BeforeAll
  static void start() {
    servers = new Servers(folder);
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @Test
  void entriesAndObjectsThatComeBetweenAnyTwoCallsAreNoFindings() throws Exception {
    for (Audit.Depth depth : Audit.Depth.values()) {
      HandMadeLake lake = HandMadeLake.of(servers, "busy-" + depth.name().toLowerCase(), 400);
      lake.archive(0, 9);
      Busy busy = new Busy(lake, 10);

      Report report = lake.audit(busy, depth, null);

      assertThat(busy.next).as("slices that came meanwhile").isGreaterThan(50);
      assertThat(report.findings())
          .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Kind.TAIL_UNFINISHED));
      assertThat(report.isClean()).isTrue();
    }
  }

  @Test
  void aSliceThatIsClaimedPutAndFollowedByAnotherAfterTheListingIsComplete() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "late-put", 30);
    lake.archive(0, 9);
    LedgerEntry tail = lake.claim(10, 19);
    Lake busy =
        new At(lake.lake(), "hand/") {
          @Override
          void afterListing() throws Exception {
            lake.putObjects(tail);
            lake.commit(lake.archive(20, 29));
          }
        };

    assertThat(lake.audit(busy, Audit.Depth.LISTED, null).findings()).isEmpty();
  }

  @Test
  void aTailThatIsPutAfterTheLastLookAtTheLedgerIsComplete() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "put-at-last", 30);
    lake.archive(0, 9);
    LedgerEntry tail = lake.claim(10, 19);
    Lake busy =
        new At(lake.lake(), LedgerKeys.ROOT) {
          @Override
          void afterListing() throws Exception {
            if (listings == 2) {
              lake.putObjects(tail);
            }
          }
        };

    assertThat(lake.audit(busy, Audit.Depth.LISTED, null).findings()).isEmpty();
  }

  @Test
  void theFirstSliceOfANewArchiveInTheMiddleOfAnAuditIsNoStranger() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "new-archive", 30);
    Lake busy =
        new At(lake.lake(), LedgerKeys.ROOT) {
          @Override
          void afterListing() throws Exception {
            lake.archive(listings * 10 - 10, listings * 10 - 1);
          }
        };

    Report report = lake.audit(busy, Audit.Depth.LISTED, null);

    assertThat(report.findings()).isEmpty();
    assertThat(report.totals().entries()).isEqualTo(1);
  }

  @Test
  void aTopicThatIsDeletedWhileItIsComparedIsNotADifference() throws Exception {
    HandMadeLake lake = HandMadeLake.of(servers, "shrinking", 40);
    lake.archive(0, 19);
    lake.archive(20, 39);
    Lake busy =
        new At(lake.lake(), LedgerKeys.ROOT) {
          @Override
          public Optional<Stored> head(String key) throws IOException {
            return super.head(key);
          }

          @Override
          void afterListing() throws Exception {
            if (listings == 2) {
              // Between the look at the log and the reading of its records.
              servers.deleteBefore(lake.topic, 5);
            }
          }
        };

    Report report = lake.audit(busy, Audit.Depth.DEEP, null);

    assertThat(report.findings()).extracting(Finding::kind).containsExactly(Kind.NOT_COMPARED);
    assertThat(report.totals().compared()).isEqualTo(20);
  }

  /** Archives a slice before each call, in the order of the protocol, half a slice at a time. */
  private static final class Busy implements Lake {
    private final HandMadeLake archive;
    private final Lake lake;
    private int next;
    private LedgerEntry claimed;

    Busy(HandMadeLake archive, int next) {
      this.archive = archive;
      this.lake = archive.lake();
      this.next = next;
    }

    private synchronized void work() {
      try {
        if (claimed != null) {
          archive.putObjects(claimed);
          if (next % 3 == 0) {
            archive.commit(claimed);
          }
          claimed = null;
        }
        if (next < 400) {
          claimed = archive.claim(next, next);
          next++;
        }
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void list(String prefix, Listing each) throws IOException {
      work();
      lake.list(
          prefix,
          (key, bytes) -> {
            each.object(key, bytes);
            work();
          });
      work();
    }

    @Override
    public List<String> folders(String prefix) throws IOException {
      work();
      return lake.folders(prefix);
    }

    @Override
    public Optional<Stored> head(String key) throws IOException {
      work();
      return lake.head(key);
    }

    @Override
    public Optional<Whole> read(String key) throws IOException {
      work();
      return lake.read(key);
    }
  }

  /** Does something after listings of one prefix. */
  private abstract static class At implements Lake {
    private final Lake lake;
    private final String prefix;
    int listings;

    At(Lake lake, String prefix) {
      this.lake = lake;
      this.prefix = prefix;
    }

    abstract void afterListing() throws Exception;

    @Override
    public void list(String from, Listing each) throws IOException {
      lake.list(from, each);
      if (from.equals(prefix)) {
        listings++;
        try {
          afterListing();
        } catch (Exception e) {
          throw new IOException(e);
        }
      }
    }

    @Override
    public List<String> folders(String from) throws IOException {
      return lake.folders(from);
    }

    @Override
    public Optional<Stored> head(String key) throws IOException {
      return lake.head(key);
    }

    @Override
    public Optional<Whole> read(String key) throws IOException {
      return lake.read(key);
    }
  }
}
