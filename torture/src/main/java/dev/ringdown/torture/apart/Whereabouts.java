package dev.ringdown.torture.apart;

import dev.ringdown.torture.abuse.Target;
import dev.ringdown.torture.process.ServerCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server, as another process can be told of it: the first line that attackers get. Immutable.
 *
 * @param certificate the folder in which the certificate of its public port was made; null: it speaks plain TCP
 * @param printed the file of what it has printed
 * @see Target
 */
public record Whereabouts(
        int publicPort,
        int internalPort,
        String tokenSecret,
        String publisherKey,
        long pid,
        @Nullable String certificate,
        String printed) {
    /** It, as this process knows it. */
    public Target target() {
        return new Target(
                publicPort,
                internalPort,
                tokenSecret,
                publisherKey,
                pid,
                certificate == null ? null : ServerCertificate.trusting(Path.of(certificate)),
                this::lines);
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(Path.of(printed));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what the server has printed: " + printed, e);
        }
    }
}
