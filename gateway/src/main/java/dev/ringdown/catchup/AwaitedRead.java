package dev.ringdown.catchup;

import dev.ringdown.fanout.Loop;
import java.util.UUID;

/** One read of the log for which a walk waits, but not for ever. Confined to the walk's event loop. */
final class AwaitedRead {
    private static final Runnable NOTHING = () -> {};

    private final Loop loop;
    private final SharedReads reads;
    private final UUID customer;
    private final Runnable then;
    private final Runnable tooLate;

    /** What the reads are told to run; each of these waits by its own. */
    private final Runnable answer = this::onAnswer;

    private Runnable takeBackDeadline = NOTHING;
    private boolean over;

    /**
     * @param then run when looking again may help
     * @param tooLate run instead if that takes longer than may be
     */
    AwaitedRead(Loop loop, SharedReads reads, UUID customer, Runnable then, Runnable tooLate) {
        this.loop = loop;
        this.reads = reads;
        this.customer = customer;
        this.then = then;
        this.tooLate = tooLate;
    }

    /** Asks for the stretch at an offset; once. */
    void begin(long offset) {
        takeBackDeadline = loop.after(reads.options().readTimeout(), this::overdue);
        reads.read(customer, offset, answer);
    }

    /** Called on any thread. */
    private void onAnswer() {
        loop.execute(this::answered);
    }

    private void answered() {
        if (end()) {
            takeBackDeadline.run();
            then.run();
        }
    }

    private void overdue() {
        if (end()) {
            reads.overdue(customer, answer);
            tooLate.run();
        }
    }

    /** Nobody waits any more. */
    void cancel() {
        if (end()) {
            takeBackDeadline.run();
            reads.forget(customer, answer);
        }
    }

    /** Whether this is the first end of it. */
    private boolean end() {
        boolean first = !over;
        over = true;
        return first;
    }
}
