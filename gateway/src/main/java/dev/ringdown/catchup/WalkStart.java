package dev.ringdown.catchup;

import static java.util.Objects.requireNonNull;

/**
 * Where a walk begins. Immutable, but for the preface.
 *
 * @param preface entries that come before what the log has
 * @param afterOffset the last place of the log that was seen; -1 for all that there is
 * @param afterNumber entries of the customer up to this number are not to come
 */
public record WalkStart(Preface preface, long afterOffset, long afterNumber) {
    public WalkStart {
        requireNonNull(preface, "preface");
    }

    /** Without a preface. */
    public static WalkStart after(long offset, long number) {
        return new WalkStart(Preface.NONE, offset, number);
    }
}
