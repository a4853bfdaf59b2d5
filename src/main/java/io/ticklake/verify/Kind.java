package io.ticklake.verify;

import java.util.Locale;

/** What an audit can find, what each means, and what to do about it. */
public enum Kind {
  OBJECT_MISSING(
      Severity.LOST,
      "The ledger names an object that is not in the bucket, although it was put once.",
      "Restore it from the bucket's versions. The archive does not write it again by itself."),
  OBJECT_DAMAGED(
      Severity.LOST,
      "An object is truncated, or does not hold what the ledger says.",
      "Restore the version that the archive has put, or move it away and archive the topic under a new archive name."),
  OBJECT_DIFFERS(
      Severity.LOST,
      "An object can be read and has not the records that Kafka has at its offsets.",
      "Compare both before Kafka's retention ends: somebody has replaced the object, or the log was restored."),
  OBJECT_LOSS(
      Severity.LOST,
      "Kafka had deleted records of a claimed slice before they could be put.",
      "They are gone. Make retention longer than the longest stop of the archive."),
  OLD_TAIL_INCOMPLETE(
      Severity.LOST,
      "A topic was deleted before the last slice of its archive was put.",
      "The records are gone with the topic. Next time let the archive finish (lag 0) first."),
  OVERLAP(
      Severity.DOUBLED,
      "Two entries of one chain hold the same offsets.",
      "Somebody else has written to the ledger. Move away the younger entry and its objects."),
  OBJECT_DOUBLED(
      Severity.DOUBLED,
      "An object that no entry knows is named after offsets which another object holds.",
      "Move it out of the table's folders, after a comparison with the objects of the entry."),
  OBJECT_FOREIGN(
      Severity.FOREIGN,
      "An object in a folder of the table was not put there by an archive, and queries read it.",
      "Move it out of the table's folders, or give it a name that begins with '_'."),
  OBJECT_CLAIM(
      Severity.FOREIGN,
      "An object has the name that the ledger says, and another claim.",
      "Keep it aside. If the entry is the newest one, the archive then puts its own; else restore the version of the entry's claim."),
  OBJECT_WITHOUT_ENTRY(
      Severity.FOREIGN,
      "An object has an archive's name and no readable entry, for example because that was removed.",
      "Do not delete it before the ledger is restored: it may be the only copy of its records."),
  HOLE(
      Severity.UNPROVEN,
      "Entries of a chain are missing: nobody can tell whether their offsets are in the lake.",
      "Restore them from the versions of the bucket (prefix _ledger/), with the archive stopped."),
  ENTRY_DAMAGED(
      Severity.UNPROVEN,
      "An entry of the ledger cannot be read.",
      "Restore it from the bucket's versions. The archive waits if it is the newest one."),
  ENTRY_NEWER(
      Severity.UNPROVEN,
      "An entry was written by a newer release of ticklake.",
      "Verify with that release, and run no older one on this archive."),
  ENTRY_COUNTS(
      Severity.UNPROVEN,
      "The counts in an entry contradict each other.",
      "Restore the entry from the bucket's versions."),
  CLAIM_TWICE(
      Severity.UNPROVEN,
      "Two entries carry the same claim id, which each seal makes anew.",
      "Somebody has copied an entry. Move the copy away."),
  FOREIGN_KEY(
      Severity.UNPROVEN,
      "Something lies below _ledger/ that is not an entry.",
      "Move it away: nobody but ticklake may write there."),
  FORMAT_UNKNOWN(
      Severity.UNPROVEN,
      "This release cannot read the format or layout that an entry names.",
      "Verify with the release that wrote it, or a newer one."),
  COMMIT_AHEAD(
      Severity.UNPROVEN,
      "The archive has committed an offset behind the end of its ledger: the newest entries are gone.",
      "Restore them from the versions of the bucket (prefix _ledger/). The archive waits until then."),
  LOG_TRUNCATED(
      Severity.UNPROVEN,
      "Kafka's log ends before the ledger does: offsets will be given out a second time.",
      "Find out what was lost in Kafka, then archive under a new archive name."),
  COMMIT_OF_UNKNOWN(
      Severity.NOTE,
      "A group has committed as an archive does, and none of its claims is in this ledger.",
      "Nothing if an archive of another bucket reads the topic. Else the newest entries are gone: restore them."),
  TAIL_UNFINISHED(
      Severity.NOTE,
      "The newest slice is claimed and not all of its objects are there yet.",
      "Nothing while the archive runs. If it does not run, start it: it completes the slice first."),
  BEFORE_START(
      Severity.NOTE,
      "Offsets before the start of the archive are not archived.",
      "Nothing; it is where the archive began."),
  SKIPPED_BY_RETENTION(
      Severity.NOTE,
      "Kafka had deleted the records before they were read: they are lost.",
      "Make retention longer than the longest stop of the archive."),
  SKIPPED_BY_OPERATOR(
      Severity.NOTE,
      "Somebody has set the group's offset forward: these offsets are not in the lake.",
      "Nothing if it was meant. Else archive the topic under a new archive name."),
  BEHIND_RETENTION(
      Severity.NOTE,
      "Kafka has deleted records that the archive has not read yet.",
      "Start the archive, and make retention longer than its longest stop."),
  POISON(
      Severity.NOTE,
      "Records that could not be written are in the dead-letter topic, and in no object.",
      "Read their reasons there (headers), mend the producer, and send them again if they matter."),
  OLD_TOPIC(
      Severity.NOTE, "A topic of this name was deleted; its chain and objects remain.", "Nothing."),
  NOT_BEGUN(
      Severity.NOTE,
      "A partition of the topic has records and no entry yet.",
      "Nothing while the archive runs."),
  WRITTEN_AGAIN(
      Severity.NOTE,
      "An object has as many records as its entry says, in other bytes: another build has completed it.",
      "Nothing; --deep compares the records."),
  NOT_COMPARED(
      Severity.NOTE,
      "Objects were read back whole, and not compared with the topic.",
      "Nothing; the reason is beside it.");

  private final Severity severity;
  private final String meaning;
  private final String action;

  Kind(Severity severity, String meaning, String action) {
    this.severity = severity;
    this.meaning = meaning;
    this.action = action;
  }

  public Severity severity() {
    return severity;
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }

  /** What a person does about it. */
  public String action() {
    return action;
  }

  /** As reports write it: {@code object-missing}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
