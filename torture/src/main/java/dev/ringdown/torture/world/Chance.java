package dev.ringdown.torture.world;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Everything that is left to chance, repeatable under one seed. Confined to the thread of whoever it decides for. */
public final class Chance {
    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** The chance of one of many: whatever the others draw does not disturb it. */
    public static Chance of(long seed, String who, int index) {
        SplittableRandom root = new SplittableRandom(seed);
        return new Chance(new SplittableRandom(root.nextLong() ^ (long) who.hashCode() << 32 ^ index).split());
    }

    /** A number of {@code least} to {@code most}, both inclusive. */
    public int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** True in so many of a hundred cases. */
    public boolean percent(int cases) {
        return random.nextInt(100) < cases;
    }

    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** So many different ones, in any order; all of them if there are fewer. */
    public <T> List<T> some(List<T> choices, int count) {
        List<T> rest = new ArrayList<>(choices);
        List<T> taken = new ArrayList<>();
        while (taken.size() < count && !rest.isEmpty()) {
            taken.add(rest.remove(random.nextInt(rest.size())));
        }
        return taken;
    }

    /** Letters and digits, so many of them. */
    public String text(int length) {
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            text.append(Long.toString(random.nextLong() & Long.MAX_VALUE, 36));
        }
        text.setLength(length);
        return text.toString();
    }

    /** A UUID of version 4, in lower case. */
    public String uuid() {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x0000000000004000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
