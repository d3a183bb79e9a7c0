package dev.ringdown.log;

import static java.util.Objects.requireNonNull;

import dev.ringdown.protocol.Limit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an append: all of its events alike. Immutable. */
public sealed interface AppendOutcome {
    /**
     * Every event is in the log, as durable as the log makes it.
     *
     * @param places one for each event, in order; a duplicate's is the place of the first
     */
    record Stored(List<Appended> places) implements AppendOutcome {
        public Stored {
            places = List.copyOf(places);
        }
    }

    /**
     * Nothing was stored, and trying later may help.
     *
     * @param detail what was attempted and why it was not done
     * @param limit the limit that was reached, or null if that is not why
     */
    record Refused(String detail, @Nullable Limit limit) implements AppendOutcome {
        public Refused {
            requireNonNull(detail, "detail");
        }
    }

    /**
     * It is not known whether the events were stored. Whoever appends them again, under the same names, loses nothing and
     * stores nothing twice: what was stored after all is then a duplicate.
     *
     * @param detail what was attempted and what went wrong
     */
    record Unknown(String detail) implements AppendOutcome {
        public Unknown {
            requireNonNull(detail, "detail");
        }
    }
}
