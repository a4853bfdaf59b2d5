package io.ticklake.bench.loop;

import io.ticklake.bench.Coding;
import io.ticklake.bench.Job;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** One partition: its open slice, and the one that is being put. Used by its poll thread. */
final class LoopPartition {
  private final int partition;
  private final Job job;
  private final Function<Coding, LoopObject> newObject;
  private final S3Client s3;
  private final ExecutorService uploads;
  // One for each pair of header values in the slice: a handful, so a scan is faster than a map.
  private List<Folder> folders = new ArrayList<>();
  private long firstOffset;
  private long records;
  private @Nullable Future<Long> upload;

  private record Folder(byte[] dt, byte[] timespan, String path, LoopObject object) {}

  LoopPartition(
      int partition,
      Job job,
      Function<Coding, LoopObject> newObject,
      S3Client s3,
      ExecutorService uploads) {
    this.partition = partition;
    this.job = job;
    this.newObject = newObject;
    this.s3 = s3;
    this.uploads = uploads;
  }

  void take(List<ConsumerRecord<Void, ByteBuffer>> batch) {
    for (ConsumerRecord<Void, ByteBuffer> record : batch) {
      folder(record).append(record.value());
      records++;
      if (records == job.sliceRecords()) {
        seal(record.offset() + 1);
      }
    }
  }

  /** The offset up to which everything is stored now; -1 when nothing new is. */
  long takeLanded() {
    if (upload == null || !upload.isDone()) {
      return -1;
    }
    long offset = await(upload);
    upload = null;
    return offset;
  }

  private LoopObject folder(ConsumerRecord<Void, ByteBuffer> record) {
    byte[] dt = null;
    byte[] timespan = null;
    for (Header header : record.headers()) {
      String name = header.key();
      if (name.equals("dt")) {
        dt = header.value();
      } else if (name.equals("timespan")) {
        timespan = header.value();
      }
    }
    if (dt == null || timespan == null) {
      throw new IllegalStateException("No dt or timespan at offset " + record.offset());
    }
    for (Folder folder : folders) {
      if (Arrays.equals(folder.dt, dt) && Arrays.equals(folder.timespan, timespan)) {
        return folder.object;
      }
    }
    String path =
        "%s/timespan=%s/dt=%s/".formatted(job.prefix(), new String(timespan), new String(dt));
    Folder added = new Folder(dt, timespan, path, newObject.apply(job.coding()));
    folders.add(added);
    return added.object;
  }

  /** Waits for the slice before: at most one is under way, so memory stays within bounds. */
  private void seal(long end) {
    if (upload != null) {
      await(upload);
    }
    List<Folder> sealed = folders;
    String name =
        "%s+loop+%d+%020d.%s"
            .formatted(job.topic(), partition, firstOffset, job.coding().extension());
    upload = uploads.submit(() -> put(sealed, name, end));
    folders = new ArrayList<>();
    firstOffset = end;
    records = 0;
  }

  private long put(List<Folder> sealed, String name, long end) throws IOException {
    for (Folder folder : sealed) {
      ByteChunks bytes = folder.object.finish();
      s3.putObject(
          request -> request.bucket(job.bucket()).key(folder.path + name),
          RequestBody.fromContentProvider(bytes, bytes.size(), "application/octet-stream"));
    }
    return end;
  }

  private static long await(Future<Long> upload) {
    try {
      return upload.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The loop does not retry", e.getCause());
    }
  }
}
