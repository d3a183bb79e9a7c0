package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How much is held of each cost, and for each rate the moment that {@link Pace} keeps. There are two of these for each
 * session in the worst case, so the four amounts that nearly every session has are fields; the others are an array, made when
 * one of them is first needed. Thread-safe, without a lock.
 */
abstract class Amounts {
    /** Places of the amounts: those that are fields come first. */
    private static final int CONNECTIONS = 0;

    private static final int FILTER_BYTES = 1;
    private static final int FRAMES = 2;
    private static final int FRAME_BYTES = 3;
    private static final int FIRST_OF_OTHERS = 4;

    private static final int[] PLACES_OF_COSTS = new int[Cost.COUNT];
    private static final int[] PLACES_OF_RATES = new int[Rate.COUNT];
    private static final int OTHERS_COUNT;

    private static final VarHandle CONNECTIONS_FIELD;
    private static final VarHandle FILTER_BYTES_FIELD;
    private static final VarHandle FRAMES_FIELD;
    private static final VarHandle FRAME_BYTES_FIELD;
    private static final VarHandle OTHERS_FIELD;
    private static final VarHandle OTHER = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        int next = FIRST_OF_OTHERS;
        for (Cost cost : Cost.all()) {
            PLACES_OF_COSTS[cost.ordinal()] = switch (cost) {
                case CONNECTIONS -> CONNECTIONS;
                case FILTER_BYTES -> FILTER_BYTES;
                default -> next++;
            };
        }
        for (Rate rate : Rate.values()) {
            PLACES_OF_RATES[rate.ordinal()] = switch (rate) {
                case FRAMES -> FRAMES;
                case FRAME_BYTES -> FRAME_BYTES;
                default -> next++;
            };
        }
        OTHERS_COUNT = next - FIRST_OF_OTHERS;
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CONNECTIONS_FIELD = lookup.findVarHandle(Amounts.class, "connections", int.class);
            FILTER_BYTES_FIELD = lookup.findVarHandle(Amounts.class, "filterBytes", long.class);
            FRAMES_FIELD = lookup.findVarHandle(Amounts.class, "frames", long.class);
            FRAME_BYTES_FIELD = lookup.findVarHandle(Amounts.class, "frameBytes", long.class);
            OTHERS_FIELD = lookup.findVarHandle(Amounts.class, "others", long[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile int connections;
    private volatile long filterBytes;
    private volatile long frames;
    private volatile long frameBytes;
    private volatile long @Nullable [] others;

    static int placeOf(Cost cost) {
        return PLACES_OF_COSTS[cost.ordinal()];
    }

    static int placeOf(Rate rate) {
        return PLACES_OF_RATES[rate.ordinal()];
    }

    final long get(int place) {
        return switch (place) {
            case CONNECTIONS -> connections;
            case FILTER_BYTES -> filterBytes;
            case FRAMES -> frames;
            case FRAME_BYTES -> frameBytes;
            default -> {
                long[] array = others;
                yield array == null ? 0 : (long) OTHER.getVolatile(array, place - FIRST_OF_OTHERS);
            }
        };
    }

    /** Changes an amount, unless it is not what it was expected to be. */
    final boolean change(int place, long expected, long amount) {
        return switch (place) {
            case CONNECTIONS ->
                CONNECTIONS_FIELD.compareAndSet(this, Math.toIntExact(expected), Math.toIntExact(amount));
            case FILTER_BYTES -> FILTER_BYTES_FIELD.compareAndSet(this, expected, amount);
            case FRAMES -> FRAMES_FIELD.compareAndSet(this, expected, amount);
            case FRAME_BYTES -> FRAME_BYTES_FIELD.compareAndSet(this, expected, amount);
            default -> OTHER.compareAndSet(others(), place - FIRST_OF_OTHERS, expected, amount);
        };
    }

    final void add(int place, long amount) {
        long before = get(place);
        while (!change(place, before, before + amount)) {
            before = get(place);
        }
    }

    private long[] others() {
        if (others == null) {
            OTHERS_FIELD.compareAndSet(this, null, new long[OTHERS_COUNT]);
        }
        return requireNonNull(others, "others");
    }
}
