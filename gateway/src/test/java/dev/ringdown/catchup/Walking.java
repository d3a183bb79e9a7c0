package dev.ringdown.catchup;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.testing.People.OTHER_CUSTOMER;

import dev.ringdown.fanout.Turns;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.Reading;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestLog;
import java.util.ArrayList;
import java.util.List;

/** A log whose tail holds few entries, and walks over it by {@link dev.ringdown.testing.People#CUSTOMER}. Confined to the test. */
final class Walking {
    private static final Turns.Place PLACE = Turns.Place.of(CUSTOMER, "agent", "s1");

    final ManualLoop loop = new ManualLoop();
    final FakeReaders readers = new FakeReaders();
    final TestLog log;
    final SharedReads reads;
    private final List<Long> ownOffsets = new ArrayList<>();

    Walking(int tailEntries) {
        this(new TestLog(tailEntries));
    }

    Walking(TestLog log) {
        this.log = log;
        this.reads = Reading.of(log.log(), readers);
    }

    /** Appends events of the customer. */
    void append(int count) {
        append(count, TestEvent.call("updated"));
    }

    /** Appends events that are somebody else's. */
    void appendForeign(int count) {
        append(count, TestEvent.call("updated").customer(OTHER_CUSTOMER));
    }

    /** Appends events of the customer whose JSON is larger than this. */
    void appendLarge(int count, int bytes) {
        append(count, TestEvent.call("x".repeat(bytes)));
    }

    private void append(int count, TestEvent event) {
        for (int i = 0; i < count; i++) {
            log.append(event);
            if (event.customer().equals(CUSTOMER)) {
                ownOffsets.add(log.tail().headOffset());
            }
        }
    }

    /** Everything that was appended is live. */
    void goLive(FakeFollower follower) {
        follower.liveOffset = log.tail().headOffset();
    }

    /** A walk that has been begun, on a loop that has not run. */
    CatchUp begin(FakeFollower follower, long afterOffset) {
        return begin(follower, Preface.NONE, afterOffset);
    }

    CatchUp begin(FakeFollower follower, Preface preface, long afterOffset) {
        long afterNumber =
                ownOffsets.stream().filter(offset -> offset <= afterOffset).count();
        CatchUp walk =
                new CatchUp(loop, PLACE, reads, CUSTOMER, follower, new WalkStart(preface, afterOffset, afterNumber));
        walk.resume();
        return walk;
    }

    /** Lets the loop and the readers run until neither has anything to do. */
    void runUntilIdle() {
        loop.runUntilIdle();
        while (readers.waiting() > 0) {
            readers.run();
            loop.runUntilIdle();
        }
    }
}
