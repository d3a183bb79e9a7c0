package dev.ringdown.log;

import java.util.ArrayList;
import java.util.List;

/**
 * What all nodes agree on that fill their logs from one journal, since its records say so. Immutable.
 *
 * @param epochs of the log, oldest first, the current one last; never empty
 * @param duplicates how much is remembered
 */
public record Agreed(List<Epoch> epochs, DuplicateBounds duplicates) {
    /** Of a journal that nobody has founded yet: no entry and no client has anything of this epoch. */
    public static final Agreed ON_NOTHING = new Agreed(List.of(new Epoch(0, 0)), DuplicateBounds.NONE);

    public Agreed {
        epochs = List.copyOf(epochs);
    }

    /** Whether the journal is founded. */
    public boolean isSomething() {
        return epoch() > 0;
    }

    /** The current one. */
    public long epoch() {
        return epochs.get(epochs.size() - 1).epoch();
    }

    /** The same with a new epoch. */
    public Agreed with(Epoch next) {
        List<Epoch> more = new ArrayList<>(epochs);
        more.add(next);
        return new Agreed(more, duplicates);
    }
}
