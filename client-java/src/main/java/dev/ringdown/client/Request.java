package dev.ringdown.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscribe message that is not answered yet: of one subscription that begins, or else of topics that are resumed.
 * Immutable.
 *
 * @param types none for all
 * @param after null for a subscription that begins, or if nobody knows where
 * @param begins null for topics that are resumed
 */
record Request(
        List<String> topics,
        List<String> types,
        @Nullable String after,
        @Nullable Subscription begins) {
    /** Whether it asks for what came before; then events of it come beside live ones of other topics. */
    boolean replays() {
        return !beginning().isEmpty();
    }

    String message(int id) {
        return Protocol.subscribe(id, topics, types, beginning());
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
