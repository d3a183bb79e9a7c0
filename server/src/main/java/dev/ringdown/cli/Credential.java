package dev.ringdown.cli;

import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
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

    /** Where to connect to: the given address, with the access key if there is one. */
    URI target(URI url) throws InvalidArgumentException {
        if (accessKey == null) {
            return url;
        }
        String parameter =
                "accesskey=" + URLEncoder.encode(SecretText.check("--accesskey", accessKey), StandardCharsets.UTF_8);
        String fragmentless = url.toString().replaceFirst("#.*", "");
        return URI.create(fragmentless + (url.getRawQuery() == null ? "?" : "&") + parameter);
    }

    /** Adds the token to the handshake's headers, if there is one. */
    void authorize(WebSocket.Builder handshake, InputStream stdin) throws InvalidArgumentException {
        if (token != null) {
            handshake.header("Authorization", "Bearer " + SecretText.check("--token", token));
        } else if (tokenFile != null) {
            handshake.header("Authorization", "Bearer " + SecretText.read("--token-file", tokenFile, stdin));
        }
    }
}
