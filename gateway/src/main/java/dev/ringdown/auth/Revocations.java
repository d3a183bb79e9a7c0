package dev.ringdown.auth;

import dev.ringdown.identity.Identity;
import dev.ringdown.identity.Revocation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which credentials are good no more, by what operators have said on this node. Thread-safe: {@link #hit} never blocks, what changes
 * them waits for the disk.
 */
public final class Revocations {
    /**
     * Bounds.
     *
     * @param max how many are kept
     * @param keep how long those are kept that hit tokens only
     */
    public record Options(int max, Duration keep) {}

    private final @Nullable RevocationFile file;
    private final Options options;
    private final Clock clock;
    private List<Revocation> kept;
    private volatile Map<Revocation.Target, List<Revocation>> byTarget;

    private Revocations(@Nullable RevocationFile file, List<Revocation> kept, Options options, Clock clock) {
        this.file = file;
        this.options = options;
        this.clock = clock;
        this.kept = List.copyOf(kept);
        this.byTarget = byTarget(kept);
    }

    /**
     * Reads those that there are.
     *
     * @param parent of the folder in which they are kept; null: they are gone with the process
     * @throws IOException they cannot be read; the message says what to do
     */
    public static Revocations open(@Nullable Path parent, Options options, Clock clock) throws IOException {
        RevocationFile file = parent == null ? null : new RevocationFile(parent);
        return new Revocations(file, file == null ? List.of() : file.read(), options, clock);
    }

    private static Map<Revocation.Target, List<Revocation>> byTarget(List<Revocation> all) {
        Map<Revocation.Target, List<Revocation>> byTarget = new HashMap<>();
        all.forEach(revocation -> byTarget.computeIfAbsent(revocation.target(), target -> new ArrayList<>())
                .add(revocation));
        return byTarget;
    }

    /** Whether an identity's credential was revoked. */
    public boolean hit(Identity identity) {
        Map<Revocation.Target, List<Revocation>> now = byTarget;
        if (now.isEmpty()) {
            return false;
        }
        for (Revocation.Kind kind : Revocation.Kind.values()) {
            Revocation.Target target = Revocation.Target.of(kind, identity);
            for (Revocation revocation : target == null ? List.<Revocation>of() : now.getOrDefault(target, List.of())) {
                if (revocation.hits(identity) && !revocation.hasEnded(clock.instant())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All that have not ended, the oldest first. */
    public synchronized List<Revocation> all() {
        Instant now = clock.instant();
        return kept.stream().filter(revocation -> !revocation.hasEnded(now)).toList();
    }

    /**
     * Revokes; holds from its return on.
     *
     * @param operator who says so
     * @return null: as many are kept as may be
     * @throws IOException it cannot be kept, and does not hold
     */
    public synchronized @Nullable Revocation add(AskedRevocation asked, String operator) throws IOException {
        List<Revocation> next = new ArrayList<>(all());
        if (next.size() >= options.max()) {
            return null;
        }
        Instant now = clock.instant();
        // A token tells the second in which it was issued: whatever is of this one may be out.
        Instant before =
                asked.before() == null ? now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1) : asked.before();
        Instant newest = before.isAfter(now) ? before : now;
        Revocation revocation = new Revocation(
                UUID.randomUUID().toString(),
                asked.target(),
                before,
                now,
                asked.target().kind().mayBeKey() ? null : newest.plus(options.keep()),
                asked.reason(),
                operator);
        next.add(revocation);
        keep(next);
        return revocation;
    }

    /**
     * Takes one back.
     *
     * @return null: there is none of this id
     * @throws IOException that cannot be kept, and it holds on
     */
    public synchronized @Nullable Revocation remove(String id) throws IOException {
        List<Revocation> next = new ArrayList<>(all());
        for (Revocation revocation : next) {
            if (revocation.id().equals(id)) {
                next.remove(revocation);
                keep(next);
                return revocation;
            }
        }
        return null;
    }

    private void keep(List<Revocation> next) throws IOException {
        if (file != null) {
            file.write(next);
        }
        kept = List.copyOf(next);
        byTarget = byTarget(next);
    }
}
