package dev.ringdown.fanout;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.TurnQueue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns of those who make work for one event loop that is no delivery: messages of clients, walks through the log. Customers
 * take turns, behind the same one holders, then sessions. When a round of turns is over, the loop looks at its sockets and
 * delivers what was published meanwhile, before the next round; so whatever clients ask for, deliveries wait no longer than a
 * round and one turn. Confined to its event loop.
 *
 * <p>It and the {@link Loop} know each other: a loop has its turns, which are tasks on it.
 */
public final class Turns {
    /** For how long turns go on in a round. */
    public static final Duration ROUND = Duration.ofNanos(500_000);

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
    private static final long ROUND_NANOS = ROUND.toNanos();

    private final Loop loop;
    private final TurnQueue<Runnable> waiting = new TurnQueue<>();

    /** Whether the next round is sure to come; the work that is done until then belongs to one that began at this time. */
    private boolean roundOffered;

    private long beganNanos;

    /** Whose turn it is. Immutable. */
    public record Place(List<Object> path) {
        public Place {
            path = List.copyOf(path);
        }

        /** @param holder equal for all sessions of one holder */
        public static Place of(UUID customer, Object holder, String session) {
            return new Place(List.of(customer, holder, session));
        }
    }

    public Turns(Loop loop) {
        this.loop = requireNonNull(loop, "loop");
    }

    /** Whether somebody may do at once what a turn may do: nobody waits, and this round is not over. */
    public boolean isFree() {
        assert loop.inEventLoop();
        if (waiting.size() > 0) {
            return false;
        }
        if (!roundOffered) {
            offerRound();
            return true;
        }
        return loop.nanoTime() - beganNanos < ROUND_NANOS;
    }

    /** Lets something wait for its turn, which must be a short one: who has more to do comes again. */
    public void offer(Place place, Runnable turn) {
        assert loop.inEventLoop();
        waiting.add(place.path, turn);
        if (!roundOffered) {
            offerRound();
        }
    }

    private void offerRound() {
        roundOffered = true;
        beganNanos = loop.nanoTime();
        loop.executeAfterSockets(this::round);
    }

    /** Everybody who waits has a turn, as long as the round lasts; who comes again meanwhile has one in the next. */
    private void round() {
        roundOffered = false;
        int left = waiting.size();
        if (left == 0) {
            return;
        }
        offerRound();
        do {
            run(requireNonNull(waiting.poll(), "one who waits"));
            left--;
        } while (left > 0 && loop.nanoTime() - beganNanos < ROUND_NANOS);
    }

    /** What is wrong with one of them is not to be felt by the others. */
    private static void run(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            LOG.error("a turn failed", e);
        }
    }
}
