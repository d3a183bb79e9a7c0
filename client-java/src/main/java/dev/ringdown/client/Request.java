package dev.ringdown.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscribe message that is not answered yet. Immutable.
 *
 * @param types none for all
 * @param after null for a subscription that begins, or if nobody knows where
 * @param begins null for topics that are resumed, and for those that begin without their history
 */
record Request(
        Kind kind,
        List<String> topics,
        List<String> types,
        @Nullable String after,
        @Nullable Subscription begins) {
    /** What it asks for. */
    enum Kind {
        /** Topics that go on where the line was. */
        RESUMED,
        /** A subscription begins, with its history if it has one. */
        BEGUN,
        /** Topics begin now, and their history comes apart. */
        NEW,
        /** A subscription's history alone. */
        ONCE
    }

    static Request resumed(List<String> topics, List<String> types, @Nullable String after) {
        return new Request(Kind.RESUMED, topics, types, after, null);
    }

    static Request begun(List<String> topics, Subscription begins) {
        return new Request(Kind.BEGUN, topics, begins.options().types(), null, begins);
    }

    static Request ofNew(List<String> topics, List<String> types) {
        return new Request(Kind.NEW, topics, types, null, null);
    }

    static Request once(Subscription begins) {
        List<String> topics = begins.topics().stream().map(Topic::text).toList();
        return new Request(Kind.ONCE, topics, begins.options().types(), null, begins);
    }

    /** Whether it asks for what came before among live events of other topics. */
    boolean replays() {
        return kind != Kind.ONCE && !beginning().isEmpty();
    }

    boolean resumes() {
        return kind == Kind.RESUMED;
    }

    boolean isOnce() {
        return kind == Kind.ONCE;
    }

    /** Whether a refusal with this code is for now; topics whose history costs too much at this time are live without it. */
    boolean isAskedAgain(String code) {
        return code.equals("unavailable") || (isOnce() && code.equals("overbudget"));
    }

    /** Whether what it asked for still belongs to a line. */
    boolean isOf(Line line) {
        return begins == null || begins.isOn(line);
    }

    String message(long id) {
        return Protocol.subscribe(id, topics, types, beginning() + (isOnce() ? ",\"once\":true" : ""));
    }

    private String beginning() {
        if (begins == null) {
            return Protocol.after(after);
        }
        SubscribeOptions options = begins.options();
        if (options.last() > 0) {
            return "\"last\":" + options.last();
        }
        return options.isSnapshot() ? "\"snapshot\":true" : "";
    }
}
