package io.ticklake.embedded.awsapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ticklake.embedded.AccessKey;
import io.ticklake.embedded.awsapi.SignatureRefusal.Reason;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a request's Signature Version 4 as the services do: known key, right service, fresh date,
 * and a signature over method, path, query, signed headers and the hash of the body that arrived.
 * Any region is accepted: a loopback endpoint lies in none.
 */
final class SigV4Verifier {
  /** AWS tolerates clocks that differ by this much. */
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private static final String MISMATCH =
      "The request signature we calculated does not match the signature you provided. Check your"
          + " AWS Secret Access Key and signing method. Consult the service documentation for"
          + " details.";

  private final String signingName;
  private final AccessKey key;
  private final Clock clock;

  SigV4Verifier(String signingName, AccessKey key, Clock clock) {
    this.signingName = signingName;
    this.key = key;
    this.clock = clock;
  }

  void verify(HttpRequest request) throws SignatureRefusal {
    String authorization =
        request
            .header("Authorization")
            .orElseThrow(
                () -> new SignatureRefusal(Reason.MISSING, "Missing Authentication Token"));
    Credential credential = Credential.parse(authorization);
    String timestamp =
        request
            .header("X-Amz-Date")
            .orElseThrow(
                () ->
                    new SignatureRefusal(
                        Reason.INCOMPLETE,
                        "Authorization header requires existence of either a 'X-Amz-Date' or a"
                            + " 'Date' header."));
    // A long-lived key has no session token.
    if (!credential.keyId().equals(key.id())
        || request.header("X-Amz-Security-Token").isPresent()) {
      throw new SignatureRefusal(
          Reason.UNKNOWN_KEY, "The security token included in the request is invalid.");
    }
    checkScope(credential, timestamp);
    checkFresh(timestamp);
    String canonical =
        CanonicalRequest.of(request, credential.signedHeaders(), sha256(request.body()));
    String toSign =
        String.join(
            "\n",
            Credential.ALGORITHM,
            timestamp,
            credential.scope(),
            sha256(canonical.getBytes(UTF_8)));
    byte[] expected = hex(hmac(signingKey(credential), toSign)).getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, credential.signature().getBytes(UTF_8))) {
      throw new SignatureRefusal(Reason.MISMATCH, MISMATCH);
    }
  }

  private void checkScope(Credential credential, String timestamp) throws SignatureRefusal {
    if (!credential.service().equals(signingName)) {
      throw new SignatureRefusal(
          Reason.MISMATCH,
          "Credential should be scoped to correct service: '" + signingName + "'. ");
    }
    if (!credential.terminator().equals("aws4_request")) {
      throw new SignatureRefusal(
          Reason.MISMATCH,
          "Credential should be scoped with a valid terminator: 'aws4_request', not '"
              + credential.terminator()
              + "'.");
    }
    if (!timestamp.startsWith(credential.day())) {
      throw new SignatureRefusal(
          Reason.MISMATCH,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP: '"
              + credential.day()
              + "' != '"
              + timestamp
              + "'.");
    }
    if (!credential.signedHeaders().contains("host")) {
      throw new SignatureRefusal(
          Reason.MISMATCH,
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
  }

  private void checkFresh(String timestamp) throws SignatureRefusal {
    Instant signed;
    try {
      signed = TIMESTAMP.parse(timestamp, Instant::from);
    } catch (DateTimeParseException e) {
      throw new SignatureRefusal(
          Reason.INCOMPLETE, "Date must be in ISO-8601 'basic format'. Got '" + timestamp + "'.");
    }
    Instant now = clock.instant();
    if (signed.isBefore(now.minus(MAX_SKEW))) {
      throw new SignatureRefusal(
          Reason.MISMATCH,
          "Signature expired: %s is now earlier than %s (%s - 15 min.)"
              .formatted(timestamp, TIMESTAMP.format(now.minus(MAX_SKEW)), TIMESTAMP.format(now)));
    }
    if (signed.isAfter(now.plus(MAX_SKEW))) {
      throw new SignatureRefusal(
          Reason.MISMATCH,
          "Signature not yet current: %s is still later than %s (%s + 15 min.)"
              .formatted(timestamp, TIMESTAMP.format(now.plus(MAX_SKEW)), TIMESTAMP.format(now)));
    }
  }

  private byte[] signingKey(Credential credential) {
    byte[] day = hmac(("AWS4" + key.secret()).getBytes(UTF_8), credential.day());
    byte[] region = hmac(day, credential.region());
    byte[] service = hmac(region, credential.service());
    return hmac(service, credential.terminator());
  }

  private static byte[] hmac(byte[] secret, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
