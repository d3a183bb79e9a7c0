package dev.ringdown.session;

import dev.ringdown.fanout.Loop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Looks through the sessions of one event loop for an operator, in turns between which the loop does its other work. Gives up
 * when nobody waits for the answer any more. Confined to its event loop; the answer is completed there.
 */
final class SessionSearch {
    /** Sessions and subscriptions looked at in one turn. */
    static final int STEPS_PER_TURN = 512;

    private final Loop loop;
    private final SessionQuery query;
    private final List<Session> sessions;
    private final CompletableFuture<FoundSessions> answer;

    private final List<SessionStatus> newest = new ArrayList<>();
    private int left;
    private int total;

    /** @param sessions in the order in which they were opened */
    SessionSearch(Loop loop, SessionQuery query, List<Session> sessions, CompletableFuture<FoundSessions> answer) {
        this.loop = loop;
        this.query = query;
        this.sessions = sessions;
        this.answer = answer;
        this.left = sessions.size();
    }

    void turn() {
        assert loop.inEventLoop();
        if (answer.isDone()) {
            return; // the deadline has passed
        }
        try {
            for (int steps = 0; left > 0 && steps < STEPS_PER_TURN; ) {
                Session session = sessions.get(--left);
                steps += 1 + (query.overlaps() == null ? 0 : session.topicCount());
                look(session);
            }
        } catch (RuntimeException e) { // a bug, which whoever waits must hear of
            answer.completeExceptionally(e);
            return;
        }
        if (left > 0) {
            loop.execute(this::turn);
        } else {
            answer.complete(new FoundSessions(total, newest));
        }
    }

    private void look(Session session) {
        if (!session.isClosed() && session.isAskedFor(query)) {
            total++;
            if (newest.size() < query.limit()) {
                newest.add(session.status());
            }
        }
    }
}
