package io.ticklake.embedded.sns;

import java.nio.file.Path;

/**
 * Where embedded SNS lives.
 *
 * @param region of the ARNs it gives
 * @param accountId of the ARNs it gives, 12 digits
 * @param stateFile JSON, written whole at each change; its directory is made when absent
 * @param mailDir each e-mail is a file here; made when absent
 */
public record SnsSettings(String region, String accountId, Path stateFile, Path mailDir) {}
