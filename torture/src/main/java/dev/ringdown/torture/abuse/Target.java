package dev.ringdown.torture.abuse;

import dev.ringdown.torture.world.Identity;
import dev.ringdown.torture.world.Tokens;
import java.time.Duration;
import java.time.Instant;

/**
 * A gateway that is abused, and what its operator knows of it. Immutable.
 *
 * @param tokenSecret its {@code auth.jwt.secret}
 * @param publisherKey one of its {@code publish.keys}
 * @param pid of its process
 */
public record Target(int publicPort, int internalPort, String tokenSecret, String publisherKey, long pid) {
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
