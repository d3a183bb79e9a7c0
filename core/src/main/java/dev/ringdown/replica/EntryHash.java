package dev.ringdown.replica;

import dev.ringdown.log.LogEntry;
import dev.ringdown.topic.InScope;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * Hashes that are the same on every machine and stay the same from version to version: of an entry, with its place, and of how
 * many entries a customer has. They find what differs by accident, not on purpose. Confined to one thread.
 */
final class EntryHash {
    private final CRC32C bytes = new CRC32C();
    private final CRC32 bytesOtherwise = new CRC32(); // together as good as 64 bits, and both are made by the processor

    /** Of an entry: where it is, whose, its number, in which scopes it is told, and its message. */
    long of(LogEntry entry) {
        bytes.reset();
        bytes.update(entry.json());
        bytesOtherwise.reset();
        bytesOtherwise.update(entry.json());
        long hash = mix(bytes.getValue() << Integer.SIZE | bytesOtherwise.getValue());
        hash = mix(hash ^ entry.offset());
        hash = mix(hash ^ entry.number());
        hash = mix(hash ^ entry.appendedAtMillis());
        hash = with(hash, entry.customer());
        List<InScope> scopes = entry.topics().scopes();
        for (int i = 0; i < scopes.size(); i++) {
            hash = with(hash, scopes.get(i).id());
        }
        return hash;
    }

    private static long with(long hash, UUID id) {
        return mix(mix(hash ^ id.getMostSignificantBits()) ^ id.getLeastSignificantBits());
    }

    /** Of how many entries a customer has; 0 if it has none. */
    static long ofCount(UUID customer, long entries) {
        return entries == 0 ? 0 : with(mix(entries), customer);
    }

    /** Of a position alone. */
    static long ofPosition(long position) {
        return mix(position + 1);
    }

    /** The last step of MurmurHash3, by which each bit of 64 depends on every one. */
    private static long mix(long bits) {
        long mixed = bits;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
