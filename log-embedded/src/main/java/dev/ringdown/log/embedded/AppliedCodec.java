package dev.ringdown.log.embedded;

import dev.ringdown.log.Agreed;
import dev.ringdown.log.Applied;
import dev.ringdown.log.DuplicateBounds;
import dev.ringdown.log.Epoch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a journal is applied, as bytes: the numbers in the order of {@link Applied}, each of eight bytes but where it is said,
 * what is agreed, and the identity as UTF-8 to the end. Stateless.
 */
final class AppliedCodec {
    private static final int NUMBERS = 7;
    private static final int AGREED_BYTES = Long.BYTES + 3 * Integer.BYTES;

    private AppliedCodec() {}

    static byte[] encode(Applied applied) {
        byte[] identity = applied.identity().getBytes(StandardCharsets.UTF_8);
        List<Epoch> epochs = applied.agreed().epochs();
        int bytes = NUMBERS * Long.BYTES + 1 + AGREED_BYTES + epochs.size() * 2 * Long.BYTES + identity.length;
        ByteBuffer out = ByteBuffer.allocate(bytes)
                .putLong(applied.position())
                .putLong(applied.millis())
                .putLong(applied.recordMillis())
                .putLong(applied.writer())
                .putLong(applied.number())
                .putLong(applied.digest())
                .putLong(applied.formerEpoch())
                .put((byte) (applied.goesOn() ? 1 : 0))
                .putLong(applied.agreed().duplicates().window().toMillis())
                .putInt(applied.agreed().duplicates().events())
                .putInt(applied.agreed().duplicates().agelessEvents())
                .putInt(epochs.size());
        epochs.forEach(epoch -> out.putLong(epoch.epoch()).putLong(epoch.firstOffset()));
        return out.put(identity).array();
    }

    static Applied decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long position = in.getLong();
        long millis = in.getLong();
        long recordMillis = in.getLong();
        long writer = in.getLong();
        long number = in.getLong();
        long digest = in.getLong();
        long formerEpoch = in.getLong();
        boolean goesOn = in.get() != 0;
        DuplicateBounds duplicates = new DuplicateBounds(Duration.ofMillis(in.getLong()), in.getInt(), in.getInt());
        List<Epoch> epochs = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
            epochs.add(new Epoch(in.getLong(), in.getLong()));
        }
        String identity = StandardCharsets.UTF_8.decode(in).toString();
        return new Applied(
                identity,
                position,
                millis,
                recordMillis,
                writer,
                number,
                digest,
                new Agreed(epochs, duplicates),
                formerEpoch,
                goesOn);
    }
}
