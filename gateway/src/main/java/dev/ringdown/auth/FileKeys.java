package dev.ringdown.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A key set that was read from a file at the start. Immutable, thread-safe. */
final class FileKeys implements PublishedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(FileKeys.class);

    private final Answer keys;

    /** @throws IOException it cannot be read; the message says what to do */
    FileKeys(Path file) throws IOException {
        try {
            KeySet read = KeySet.parse(Files.readString(file));
            if (!read.unusable().isEmpty()) {
                LOG.info("left out keys that cannot be used file={} keys={}", file, read.unusable());
            }
            this.keys = new Known(read, Asked.SINCE);
        } catch (IOException | ParseException e) {
            throw new IOException(
                    "auth.jwt.jwks: cannot read " + file + ": " + e.getMessage()
                            + " (expected: a JSON Web Key Set, RFC 7517)",
                    e);
        }
    }

    @Override
    public CompletionStage<Answer> keys() {
        return CompletableFuture.completedFuture(keys);
    }

    @Override
    public CompletionStage<Answer> newerKeys() {
        return keys();
    }
}
