package dev.ringdown.publishing;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.InvalidEventException;
import dev.ringdown.log.Appended;
import dev.ringdown.protocol.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of events that somebody wanted to publish. Immutable. */
public sealed interface Verdict {
    /** Why events were refused, since each asks for something else of whoever sent them. */
    enum Reason {
        /** The bytes are not an event: mend the publisher. */
        MALFORMED(null),
        /** It is an event, but no topic follows from it, so nobody could ever get it. */
        UNROUTABLE(null),
        /** More topics follow from an event than it may have. */
        TOO_MANY_TOPICS(Limit.EVENT_TOPICS),
        /** An event has more attributes than it may have. */
        TOO_MANY_ATTRIBUTES(Limit.EVENT_ATTRIBUTES),
        /** An event is larger than it may be. */
        TOO_LARGE(Limit.EVENT_BYTES),
        /** A batch has more events than it may have. */
        TOO_MANY(Limit.BATCH_EVENTS),
        /** The publisher has published too much lately: wait, then send the same again. */
        OVER_RATE(Limit.PUBLISH_RATE);

        private final @Nullable Limit limit;

        Reason(@Nullable Limit limit) {
            this.limit = limit;
        }

        /** The limit that was reached, or null if that is not why. */
        public @Nullable Limit limit() {
            return limit;
        }

        static Reason of(InvalidEventException.Kind kind) {
            return switch (kind) {
                case MALFORMED -> MALFORMED;
                case UNROUTABLE -> UNROUTABLE;
                case TOO_MANY_TOPICS -> TOO_MANY_TOPICS;
                case TOO_MANY_ATTRIBUTES -> TOO_MANY_ATTRIBUTES;
                case TOO_LARGE -> TOO_LARGE;
                case TOO_MANY -> TOO_MANY;
            };
        }
    }

    /** The events were not acknowledged. */
    sealed interface NotStored extends Verdict {}

    /**
     * The log has every one of the events.
     *
     * @param places one for each event, in order; a duplicate's is the place of the first
     */
    record Stored(List<Appended> places) implements Verdict {
        public Stored {
            places = List.copyOf(places);
        }
    }

    /**
     * The events themselves are at fault, and nothing was stored.
     *
     * @param detail what is wrong and what is right, for whoever sent them
     */
    record Refused(Reason reason, String detail) implements NotStored {
        public Refused {
            requireNonNull(reason, "reason");
            requireNonNull(detail, "detail");
        }
    }

    /**
     * A customer's budget is used up, and nothing was stored, of others neither; the same may be sent again later.
     *
     * @param detail whose and which, for whoever sent the events
     * @param waitSeconds after which it may pass
     */
    record OverBudget(Limit limit, String detail, long waitSeconds) implements NotStored {
        public OverBudget {
            requireNonNull(limit, "limit");
            requireNonNull(detail, "detail");
        }
    }

    /**
     * The log takes nothing at this time; nothing was stored, and the same may be sent again later.
     *
     * @param detail why, for whoever sent the events
     * @param limit the limit that was reached, or null if that is not why
     */
    record Unavailable(String detail, @Nullable Limit limit) implements NotStored {
        public Unavailable {
            requireNonNull(detail, "detail");
        }
    }

    /**
     * It is not known whether the events were stored. Whoever sends the same again, with the same sources and ids, loses
     * nothing and has nothing stored twice.
     *
     * @param detail why, for whoever sent the events
     */
    record Unknown(String detail) implements NotStored {
        public Unknown {
            requireNonNull(detail, "detail");
        }
    }

    /**
     * Something is broken here. Nothing was acknowledged; whether it was stored is not known.
     *
     * @param cause for operators, never for whoever sent the events
     */
    record Failed(Throwable cause) implements NotStored {
        public Failed {
            requireNonNull(cause, "cause");
        }
    }
}
