package dev.ringdown.cli;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for who publishes; exactly one of them is given. */
final class PublisherKey {
    @Option(
            names = "--key",
            paramLabel = "<key>",
            description =
                    "Instead of --key-file: the publisher key, a value of publish.keys in the server's configuration. Other users of this"
                            + " machine can see it in the process list.")
    private @Nullable String key;

    @Option(
            names = "--key-file",
            paramLabel = "<file>",
            description = "A file that holds the publisher key; - reads standard input.")
    private @Nullable String keyFile;

    /** Whether the key takes all of standard input. */
    boolean readsStdin() {
        return "-".equals(keyFile);
    }

    /** The value of the {@code Authorization} header. */
    String authorization(InputStream stdin) throws InvalidArgumentException {
        if (key != null) {
            return "Bearer " + SecretText.check("--key", key);
        }
        if (keyFile != null) {
            return "Bearer " + SecretText.read("--key-file", keyFile, stdin);
        }
        throw new IllegalStateException("picocli lets nobody come here without a key");
    }
}
