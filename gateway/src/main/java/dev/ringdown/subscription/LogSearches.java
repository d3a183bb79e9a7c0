package dev.ringdown.subscription;

import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.fanout.Loop;
import dev.ringdown.limits.Account;
import dev.ringdown.limits.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one session look for things in the log. A search goes on in turns, which wait among those of all other sessions and
 * are paid with reader time; between two turns it is back on the event loop, and ends there once nobody wants it any more.
 * Confined to the session's event loop, but for the turns.
 */
public final class LogSearches {
    private static final Logger LOG = LoggerFactory.getLogger(LogSearches.class);
    private static final long NANOS_PER_MICRO = 1_000;

    /** Something that is looked for. */
    public interface Search {
        /** Whether somebody still waits for it. */
        boolean isWanted();

        /** Looks on, for a bounded while, where the disk may be read; false once it has finished. */
        boolean turn();

        /** It has finished, or nobody wants it any more. */
        void ended();

        /** It cannot go on: too many reads wait, or one failed. */
        void unavailable();
    }

    private final Loop loop;
    private final ReadQueue queue;
    private final ReadQueue.Place place;
    private final Account account;

    /** Searches without reader time, or for what may be there later. */
    private List<Search> paused = new ArrayList<>(0);

    private long unpaidMicros;

    /** @param place whose turn the session's searches take */
    public LogSearches(Loop loop, ReadQueue queue, ReadQueue.Place place, Account account) {
        this.loop = loop;
        this.queue = queue;
        this.place = place;
        this.account = account;
    }

    /** Begins or goes on; the search hears of it later. */
    public void search(Search search) {
        assert loop.inEventLoop();
        if (!search.isWanted()) {
            search.ended();
        } else if (!pay()) {
            paused.add(search);
        } else if (!queue.offer(place, () -> turn(search))) {
            loop.execute(search::unavailable);
        }
    }

    /** What was used is paid before more is used, so that a long turn delays the next one, whosever it is. */
    private boolean pay() {
        if (unpaidMicros > 0 && account.tryTake(Rate.READER_MICROS, unpaidMicros, loop.nanoTime()) != null) {
            return false;
        }
        unpaidMicros = 0;
        return true;
    }

    private void turn(Search search) {
        long beganNanos = loop.nanoTime();
        Runnable next;
        try {
            next = search.turn() ? () -> search(search) : search::ended;
        } catch (RuntimeException | Error e) { // whatever it was, nobody may wait for ever
            LOG.error("cannot read the log", e);
            next = search::unavailable;
        }
        long micros = (loop.nanoTime() - beganNanos) / NANOS_PER_MICRO;
        Runnable then = next;
        try {
            loop.execute(() -> {
                unpaidMicros += micros;
                then.run();
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("who searched the log is gone: its event loop has ended");
        }
    }

    /** Goes on with the next {@link #goOn}. */
    void later(Search search) {
        assert loop.inEventLoop();
        paused.add(search);
    }

    /** There may be reader time again; to be called about once a second. */
    public void goOn() {
        if (paused.isEmpty()) {
            return;
        }
        List<Search> waiting = paused;
        paused = new ArrayList<>(0);
        waiting.forEach(this::search);
    }
}
