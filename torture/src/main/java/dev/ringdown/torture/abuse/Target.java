package dev.ringdown.torture.abuse;

import dev.ringdown.torture.wire.Dial;
import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A gateway that is abused, and what its operator knows of it. Immutable.
 *
 * @param tokenSecret its {@code auth.jwt.secret}
 * @param publisherKey one of its {@code publish.keys}
 * @param pid of its process
 * @param tls what its public port speaks, as a client that trusts it; null: plain TCP
 * @param printed the lines that it has printed so far
 */
public record Target(
        int publicPort,
        int internalPort,
        String tokenSecret,
        String publisherKey,
        long pid,
        @Nullable SSLContext tls,
        Supplier<List<String>> printed) {
    /** To the public port, as its clients come. */
    Dial client() {
        return Dial.to(publicPort).over(tls);
    }

    /** A good token for an hour. */
    String token(Identity identity) {
        return tokens().of(identity);
    }

    /** Signs claims that somebody has made up, as JSON. */
    public String signed(String claims) {
        return tokens().signed(claims);
    }

    private Tokens tokens() {
        return new Tokens(tokenSecret, Instant.now().plus(Duration.ofHours(1)).getEpochSecond());
    }
}
