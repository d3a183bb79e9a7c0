package dev.ringdown.session;

import dev.ringdown.identity.Identity;
import dev.ringdown.log.Sequence;
import java.time.Instant;

/**
 * What a session was at one moment, for operators. Immutable.
 *
 * @param id names the session
 * @param connectedAt when the handshake was done
 * @param topics how many are subscribed
 * @param sequence everything that matches up to here had been sent
 * @param lag how many entries the log had beyond {@code sequence}
 * @param behind whether some of what it gets comes from the log: its socket did not drain, or it replays
 * @param sent events written to it so far
 * @param unsentBytes what was written and its socket had not taken
 */
public record SessionStatus(
        String id,
        Identity identity,
        Peer peer,
        Instant connectedAt,
        int topics,
        Sequence sequence,
        long lag,
        boolean behind,
        long sent,
        long unsentBytes) {}
