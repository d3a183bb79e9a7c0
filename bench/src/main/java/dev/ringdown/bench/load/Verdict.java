package dev.ringdown.bench.load;

/**
 * What went wrong in a run. Immutable.
 *
 * @param lost deliveries that never came
 * @param doubled deliveries that came again
 * @param disordered deliveries that came after a later one
 * @param foreign deliveries to somebody who had not subscribed to them
 * @param refused events that the server did not take
 * @param closed connections that the server ended
 * @param story the first thing that went wrong, or empty
 */
public record Verdict(long lost, long doubled, long disordered, long foreign, long refused, long closed, String story) {
    /** Nothing went wrong. */
    public static final Verdict EXACT = new Verdict(0, 0, 0, 0, 0, 0, "");

    public boolean isExact() {
        return lost + doubled + disordered + foreign + refused + closed == 0;
    }

    public Verdict and(Verdict other) {
        return new Verdict(
                lost + other.lost,
                doubled + other.doubled,
                disordered + other.disordered,
                foreign + other.foreign,
                refused + other.refused,
                closed + other.closed,
                story.isEmpty() ? other.story : story);
    }
}
