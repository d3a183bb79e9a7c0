package dev.ringdown.torture.oracle;

import java.util.HashSet;
import java.util.Set;

/**
 * Which replays a connection has asked for: while one is under way, positions stay behind what has come live. It is judged by
 * what was asked and not by what was answered, since a live answer may come before that to an earlier replay. Confined to the
 * judge.
 */
final class Replays {
    private final Set<Integer> beforeAnyReplay = new HashSet<>();
    private int replays;

    /** A subscribe message was sent. */
    void asked(Ask ask) {
        if (replays == 0) {
            beforeAnyReplay.add(ask.id());
        }
        if (ask.replays()) {
            replays++;
        }
    }

    /** Whether the position in an answer that comes now is the very place where its message took effect. */
    boolean isExact(Ask ask) {
        boolean noneBefore = beforeAnyReplay.contains(ask.id());
        return ask.replays()
                ? noneBefore && replays == 1
                : noneBefore; // a replay is answered later than it is asked for
    }
}
