package dev.ringdown.session;

import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.routing.TypeFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client said, read. Immutable. */
sealed interface ClientMessage {
    /** The JSON of the client's {@code id}, echoed in the reply; null asks for none. */
    @Nullable
    String id();

    /** Topics as they were written, each once. */
    record Subscribe(@Nullable String id, List<String> topics, TypeFilter types, StartingPoint from)
            implements ClientMessage {
        public Subscribe {
            topics = List.copyOf(topics);
        }
    }

    /** Topics as they were written, each once. */
    record Unsubscribe(@Nullable String id, List<String> topics) implements ClientMessage {
        public Unsubscribe {
            topics = List.copyOf(topics);
        }
    }

    /** A new token for this connection; it is never written to a log. */
    record Authenticate(@Nullable String id, String token) implements ClientMessage {
        @Override
        public String toString() {
            return "Authenticate[id=" + id + ", token=…]";
        }
    }

    /** Topics as they were written, each once. */
    record Explain(@Nullable String id, List<String> topics) implements ClientMessage {
        public Explain {
            topics = List.copyOf(topics);
        }
    }

    record Ping(@Nullable String id) implements ClientMessage {}

    /**
     * What the client said cannot be understood or done.
     *
     * @param limit the key of the limit that it went beyond, or null if that is not why
     */
    record Unreadable(
            @Nullable String id,
            ErrorCode code,
            String reason,
            @Nullable String limit) implements ClientMessage {}
}
