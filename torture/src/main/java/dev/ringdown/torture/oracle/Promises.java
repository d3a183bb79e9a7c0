package dev.ringdown.torture.oracle;

import java.util.ArrayList;
import java.util.List;

/** At which of a connection's events it was known for the first time that all up to a place has come. */
final class Promises {
    private record Promise(String sequence, int at) {}

    /** Both members grow from one to the next. */
    private final List<Promise> promises = new ArrayList<>(0);

    void add(String sequence, int at) {
        if (promises.isEmpty() || promises.get(promises.size() - 1).sequence.compareTo(sequence) < 0) {
            promises.add(new Promise(sequence, at));
        }
    }

    boolean any() {
        return !promises.isEmpty();
    }

    /** Where the first promise is that covers a place, -1 if none does. */
    int firstAtOrBeyond(String sequence) {
        return at(sequence, 0);
    }

    /** The same, but a promise for that very place does not do. */
    int firstBeyond(String sequence) {
        return at(sequence, 1);
    }

    private int at(String sequence, int least) {
        int low = 0;
        int high = promises.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (promises.get(middle).sequence.compareTo(sequence) < least) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == promises.size() ? -1 : promises.get(low).at;
    }
}
