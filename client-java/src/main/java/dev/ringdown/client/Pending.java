package dev.ringdown.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Subscribe messages on one socket, and which of them are not answered yet. Confined to its loop. */
final class Pending {
    private final Map<Long, Request> requests = new HashMap<>();
    private long nextId = 1;

    // Messages on this socket; of them those that replay, as far as they may still be under way
    private int messages;
    private int replays;

    /** Heartbeats in a row that found nothing to be sent. */
    private int calm;

    /** Resuming messages that are not answered: until all are, no position speaks for all topics. */
    private int resuming;

    /** Returns its id. */
    long add(Request request) {
        requests.put(nextId, request);
        messages++;
        calm = 0;
        if (request.replays()) {
            replays++;
        }
        if (request.resumes()) {
            resuming++;
        }
        return nextId++;
    }

    /** The request that a message answers, which is so from here on; null if it answers none. */
    @Nullable
    Request take(JsonObject message) {
        boolean isOfANumber = message.has("id") && !message.raw("id").startsWith("\"");
        Request request = isOfANumber ? requests.remove(message.integer("id")) : null;
        if (request != null && request.resumes()) {
            resuming--;
        }
        return request;
    }

    boolean isResuming() {
        return resuming > 0;
    }

    /**
     * Old and live events come side by side if something is replayed and there are further topics; then an event says
     * nothing of those before it.
     */
    boolean inOrder() {
        return replays == 0 || messages == 1;
    }

    /** There was a heartbeat; it tells whether everything was sent. */
    void heartbeat(boolean isCalm) {
        calm = isCalm && requests.isEmpty() ? calm + 1 : 0;
        if (calm > 1) {
            replays = 0; // at the first one they were at the head of the log, at the second they are over
        }
    }
}
