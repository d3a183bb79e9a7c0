package dev.ringdown.server;

import dev.ringdown.config.ServerSection;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The TLS of the public port. */
final class Tls {
    private Tls() {}

    /** @return null if the port speaks plain TCP */
    static @Nullable SslContext context(ServerSection.@Nullable Tls tls) throws IOException {
        if (tls == null) {
            return null;
        }
        try {
            return SslContextBuilder.forServer(new File(tls.certificate()), new File(tls.key()))
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "cannot use server.tls.certificate=" + tls.certificate() + " with server.tls.key=" + tls.key()
                            + ": " + e.getMessage()
                            + " (expected: a PEM certificate chain and its PKCS#8 key without password)",
                    e);
        }
    }
}
