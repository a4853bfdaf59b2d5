package io.ticklake.verify;

import io.ticklake.component.kafkaslice.CommitMark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds commits that an archive has made of entries that are not there any more. The commits were
 * read before the ledger, and entries come before their commits. Archives with their ledgers in
 * other buckets may read the same topics: a group is known to be of this ledger when another of its
 * commits names one of its claims, else there is only a note.
 */
final class CommitAudit {
  private final LedgerCopy ledger;
  private final Set<String> claims;
  private final Findings findings;

  CommitAudit(LedgerCopy ledger, Set<String> claims, Findings findings) {
    this.ledger = ledger;
    this.claims = claims;
    this.findings = findings;
  }

  void check(List<Topics.Commit> commits) {
    Set<String> ours =
        commits.stream()
            .filter(this::isKnown)
            .map(Topics.Commit::group)
            .collect(Collectors.toSet());
    for (Topics.Commit commit : commits) {
      if (!isKnown(commit)) {
        check(commit, ours.contains(commit.group()) ? Kind.COMMIT_AHEAD : Kind.COMMIT_OF_UNKNOWN);
      }
    }
  }

  private boolean isKnown(Topics.Commit commit) {
    return claims.contains(commit.mark().claim());
  }

  private void check(Topics.Commit commit, Kind kind) {
    CommitMark mark = commit.mark();
    List<ChainCopy> ofTopic =
        ledger.chains().stream()
            .filter(chain -> mark.topicId().equals(Optional.of(chain.keys().topicId())))
            .toList();
    List<ChainCopy> chains =
        ofTopic.stream()
            .filter(chain -> chain.keys().partition() == commit.partition().partition())
            .toList();
    // Where the newest entry cannot be understood, that is told already.
    boolean known = chains.stream().map(ChainCopy::position).allMatch(OptionalLong::isPresent);
    long position = chains.stream().mapToLong(chain -> chain.position().orElse(0)).max().orElse(0);
    if (!ofTopic.isEmpty() && known && mark.offset() > position) {
      findings.add(
          kind,
          chains.stream().map(ChainCopy::keys).findFirst(),
          "",
          "group '%s' has committed offset %d of %s, and the ledger goes up to offset %d"
              .formatted(commit.group(), mark.offset(), commit.partition(), position));
    }
  }
}
