package dev.ringdown.cli;

import dev.ringdown.client.ConnectOptions;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Options for who wants to connect; exactly one of them is given. A token travels in a header, which logs do not keep;
 * for an access key the protocol has only the query.
 */
final class Credential {
    @Option(
            names = "--token",
            paramLabel = "<jwt>",
            description = "The token to connect with. Other users of this machine can see it in the process list.")
    private @Nullable String token;

    @Option(
            names = "--token-file",
            paramLabel = "<file>",
            description = "A file that holds the token; - reads standard input.")
    private @Nullable String tokenFile;

    @Option(names = "--accesskey", paramLabel = "<key>", description = "An access key, instead of a token.")
    private @Nullable String accessKey;

    /** The same options with who wants to connect. */
    ConnectOptions addTo(ConnectOptions options, InputStream stdin) throws InvalidArgumentException {
        if (accessKey != null) {
            return options.accesskey(SecretText.check("--accesskey", accessKey));
        }
        if (token != null) {
            return options.token(SecretText.check("--token", token));
        }
        return tokenFile == null ? options : options.token(SecretText.read("--token-file", tokenFile, stdin));
    }
}
