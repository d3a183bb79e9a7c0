package dev.ringdown.log.embedded;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Witness} says of a log. Immutable.
 *
 * @param generation of the folder: a new one for each time that it is opened for writing
 * @param next the generation that the folder may have instead, because it is being opened; null: none
 * @param epoch the newest one
 * @param headOffset up to which somebody may have been told of entries
 * @param machine that had the log open, from its start to its end
 * @param durable whether {@code headOffset} was on the disk before anybody was told
 * @param closed whether the log was closed in order: everything up to {@code headOffset} is on the disk, and nothing after it
 */
record Testimony(
        UUID generation,
        @Nullable UUID next,
        long epoch,
        long headOffset,
        UUID machine,
        boolean durable,
        boolean closed) {
    /** How many bytes it takes when it is written down. */
    static final int BYTES = 96;

    private static final long MAGIC = 0x52_44_57_49_54_4e_30_31L; // RDWITN01
    private static final int CHECKED_BYTES = 3 * Long.BYTES + 3 * 2 * Long.BYTES + 1;
    private static final int DURABLE = 1;
    private static final int CLOSED = 2;
    private static final int HAS_NEXT = 4;

    /** Whether a folder with this generation is the one that is meant, and no older state of it. */
    boolean knows(UUID folderGeneration) {
        return folderGeneration.equals(generation) || folderGeneration.equals(next);
    }

    /** The same, but the folder may have another generation from now on. */
    Testimony before(UUID nextGeneration) {
        return new Testimony(generation, nextGeneration, epoch, headOffset, machine, durable, closed);
    }

    /** The same, further on. */
    Testimony at(long nowHeadOffset) {
        return new Testimony(generation, next, epoch, nowHeadOffset, machine, durable, closed);
    }

    Testimony closedInOrder() {
        return new Testimony(generation, next, epoch, headOffset, machine, durable, true);
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).putLong(MAGIC);
        put(out, generation);
        put(out, next == null ? generation : next);
        put(out, machine);
        out.putLong(epoch).putLong(headOffset);
        out.put((byte) ((durable ? DURABLE : 0) | (closed ? CLOSED : 0) | (next == null ? 0 : HAS_NEXT)));
        return out.putInt(checksum(out.array())).array();
    }

    /** What stands there; null if it is damaged, or something else. */
    static @Nullable Testimony decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length < BYTES || in.getLong() != MAGIC || in.getInt(CHECKED_BYTES) != checksum(bytes)) {
            return null;
        }
        UUID generation = uuid(in);
        UUID next = uuid(in);
        UUID machine = uuid(in);
        long epoch = in.getLong();
        long headOffset = in.getLong();
        int flags = in.get();
        return new Testimony(
                generation,
                (flags & HAS_NEXT) == 0 ? null : next,
                epoch,
                headOffset,
                machine,
                (flags & DURABLE) != 0,
                (flags & CLOSED) != 0);
    }

    private static void put(ByteBuffer out, UUID uuid) {
        out.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
    }

    private static UUID uuid(ByteBuffer in) {
        return new UUID(in.getLong(), in.getLong());
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, CHECKED_BYTES);
        return (int) checksum.getValue();
    }
}
