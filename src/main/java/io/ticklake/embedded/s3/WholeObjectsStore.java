package io.ticklake.embedded.s3;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3 shows an object whole or not at all: leaves out of listings the files of uploads that are not
 * finished (see {@link Uploads}). A crawler or a query would read half of an object, or all of it
 * twice. With its metadata or not at all, too (see {@link DiskSpace}).
 */
final class WholeObjectsStore extends ForwardingBlobStore {
  private final Uploads uploads;
  private final DiskSpace disk;

  WholeObjectsStore(BlobStore files, Uploads uploads, DiskSpace disk) {
    super(files);
    this.uploads = uploads;
    this.disk = disk;
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream body) {
    Long length = request.contentLength();
    try (DiskSpace.Reservation space = disk.reserve(length == null ? 0 : length)) {
      Path upload = uploads.begin(request.bucket(), request.key());
      try {
        return super.putBlob(request, body);
      } finally {
        uploads.end(upload);
      }
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    Path upload = uploads.begin(request.destinationBucket(), request.destinationKey());
    try {
      return super.copyBlob(request);
    } finally {
      uploads.end(upload);
    }
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload parts, CompleteMultipartUploadRequest request) {
    Path upload = uploads.begin(parts.containerName(), parts.blobName());
    try {
      return super.completeMultipartUpload(parts, request);
    } finally {
      uploads.end(upload);
    }
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    ListObjectsV2Response page = super.list(request);
    List<S3Object> whole =
        page.contents().stream().filter(object -> isWhole(request.bucket(), object.key())).toList();
    return whole.size() == page.contents().size() ? page : page.toBuilder().contents(whole).build();
  }

  /** An upload that ended since the listing took its file with it: so ask for the file, too. */
  private boolean isWhole(String bucket, String key) {
    return !Uploads.mayBeUnfinished(key)
        || (!uploads.isRunning(bucket, key) && blobExists(bucket, key));
  }
}
