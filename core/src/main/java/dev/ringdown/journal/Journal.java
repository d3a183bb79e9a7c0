package dev.ringdown.journal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.concurrent.CompletionStage;

/**
 * What orders records for all nodes of a cluster and keeps them safe: everybody reads the same records at the same positions.
 * It knows nothing of what is in them. An object of this type is one node's way to it, and stands for the one journal whose
 * identity its {@link #bounds()} told first. Thread-safe.
 *
 * <p>Positions ascend from record to record, from 0 on, maybe with holes between them. A record that was told once is there for
 * everybody, at its position and with its time, unless followers are told of a loss.
 */
public interface Journal extends AutoCloseable {
    /**
     * Puts a record at the end. It never blocks for long, and throws nothing. Records that are appended here stand in the order
     * in which they were appended, but for those that fail: these may stand behind later ones, or more than once, or not at
     * all. One that does not fail stands there once, and maybe again behind that, so it must say itself which one it is.
     *
     * @param record not changed by anybody from now on; how large it may be is the journal's to document
     * @return completes with its position once so many keep it that the journal does not lose it. It fails if that is not
     *     known: the record may be there, may come later, or never. Followers may be told of a record before. Completed on any
     *     thread: do not block in it
     */
    CompletionStage<Long> append(byte[] record);

    /**
     * Tells all records after a position, those that are there and those that come, until the journal is closed or somebody
     * follows from here again: then the follower before is told nothing more but what it is being told at that moment, and the new
     * one nothing before that is over. It does not wait for that. What is told is kept safe, see {@link #append}.
     *
     * @param afterPosition exclusive; -1 is before the first record. One beyond the end is answered with {@link
     *     Follower#truncated}, one behind which records are gone with {@link Follower#replaced}
     */
    void follow(long afterPosition, Follower follower);

    /**
     * Where the journal begins and ends at this moment. May block for as long as the journal takes to answer.
     *
     * @throws IOException the journal does not answer; the message says why
     */
    Bounds bounds() throws IOException;

    /** Nothing is told any more once this returns; appends under way fail, since what becomes of them is not known. */
    @Override
    void close();

    /** One who is told what is in the journal, by one thread at a time. It may block: then nothing more is read meanwhile. */
    interface Follower {
        /**
         * The next record.
         *
         * @param position greater than that of the record before
         * @param millis when it was appended, in milliseconds since 1970, by a clock of the journal: the same for everybody. It
         *     may be less than that of the record before
         * @param bytes as they were appended; nobody changes them
         */
        void record(long position, long millis, byte[] bytes);

        /**
         * What comes does not go on from what was told: another journal stands in the place of this one, or records are gone
         * that this follower was not told. Nothing is told after this.
         */
        void replaced();

        /**
         * The journal has lost its end, and with it records that this follower was told, or says that it has had. Nothing is
         * told after this.
         *
         * @param lastPosition of the newest record that is left, -1 if none is; others may be given at greater positions
         */
        void truncated(long lastPosition);
    }

    /**
     * Where a journal begins and ends. Immutable.
     *
     * @param identity tells it from every other that ever stood or will stand in its place
     * @param firstPosition of the oldest record that is there; the next position to be given if none is. 0 as long as nothing
     *     was dropped
     * @param lastPosition of the newest record ever; -1 if there was none
     */
    record Bounds(String identity, long firstPosition, long lastPosition) {
        public Bounds {
            requireNonNull(identity, "identity");
        }
    }
}
