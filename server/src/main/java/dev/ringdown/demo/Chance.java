package dev.ringdown.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Everything that is left to chance, repeatable under one seed. Confined to the thread of its world. */
final class Chance {
    private static final List<String> AREA_CODES = List.of("206", "212", "303", "312", "415", "512", "617", "702");

    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Another source; what is drawn from it later does not disturb this one, nor the other way round. */
    Chance split() {
        return new Chance(random.split());
    }

    /** A UUID of version 4. */
    UUID id() {
        long high = random.nextLong() & 0xffffffffffff0fffL | 0x0000000000004000L;
        long low = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low);
    }

    /** A number of {@code least} to {@code most}, both inclusive. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** A number of {@code least} inclusive to {@code most} exclusive; {@code least} if they are the same. */
    double between(double least, double most) {
        return least + random.nextDouble() * (most - least);
    }

    /** True in so many of a hundred cases. */
    boolean percent(int cases) {
        return random.nextInt(100) < cases;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** So many different ones, in any order; all of them if there are fewer. */
    <T> List<T> some(List<T> choices, int count) {
        List<T> rest = new ArrayList<>(choices);
        List<T> taken = new ArrayList<>();
        while (taken.size() < count && !rest.isEmpty()) {
            taken.add(rest.remove(random.nextInt(rest.size())));
        }
        return taken;
    }

    /** A number in 555-0100 to 555-0199, which the North American numbering plan reserves for fiction. */
    String phoneNumber() {
        return "+1" + oneOf(AREA_CODES) + "55501" + random.nextInt(10) + random.nextInt(10);
    }
}
