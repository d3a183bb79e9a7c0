package dev.ringdown.message;

import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.TypeFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client said, read. Immutable. */
public sealed interface ClientMessage {
    /** The JSON of the client's {@code id}, echoed in the reply; null asks for none. */
    @Nullable
    String id();

    /** The type that the client gave it; null if it could not be read. */
    @Nullable
    String type();

    /** The topics that it has, as they were written. */
    default List<String> topics() {
        return List.of();
    }

    /**
     * Topics as they were written, each once.
     *
     * @param once whether history is all that is wanted: nothing is subscribed, and what the connection has had comes too
     */
    record Subscribe(@Nullable String id, List<String> topics, TypeFilter types, StartingPoint from, boolean once)
            implements ClientMessage {
        public Subscribe {
            topics = List.copyOf(topics);
        }

        /** Topics that are subscribed. */
        public Subscribe(@Nullable String id, List<String> topics, TypeFilter types, StartingPoint from) {
            this(id, topics, types, from, false);
        }

        @Override
        public String type() {
            return "subscribe";
        }
    }

    /** Topics as they were written, each once. */
    record Unsubscribe(@Nullable String id, List<String> topics) implements ClientMessage {
        public Unsubscribe {
            topics = List.copyOf(topics);
        }

        @Override
        public String type() {
            return "unsubscribe";
        }
    }

    /** A new token for this connection; it is never written to a log. */
    record Authenticate(@Nullable String id, String token) implements ClientMessage {
        @Override
        public String type() {
            return "authenticate";
        }

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

        @Override
        public String type() {
            return "explain";
        }
    }

    record Ping(@Nullable String id) implements ClientMessage {
        @Override
        public String type() {
            return "ping";
        }
    }

    /**
     * What the client said cannot be understood or done.
     *
     * @param limit the limit that it went beyond, or null if that is not why
     */
    record Unreadable(
            @Nullable String id,
            ErrorCode code,
            String reason,
            @Nullable Limit limit) implements ClientMessage {
        @Override
        public @Nullable String type() {
            return null;
        }
    }
}
