package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Checks entries as they are read, in the order of their keys. Used once. */
final class LogCheck {
    /** Faults that are told; further ones are counted. */
    private static final int MAX_TOLD = 20;

    private final long firstOffset;
    private final long wholeFromOffset;
    private final long headOffset;
    private final List<String> faults;
    private final BitSet seen = new BitSet();
    private final Map<UUID, Long> lastNumber = new HashMap<>();
    private int untold;

    /**
     * @param wholeFromOffset before it entries may be missing, of customers that had more than a share
     * @param faults gets what is wrong
     */
    LogCheck(long firstOffset, long wholeFromOffset, long headOffset, List<String> faults) {
        this.firstOffset = firstOffset;
        this.wholeFromOffset = Math.max(firstOffset, wholeFromOffset);
        this.headOffset = headOffset;
        this.faults = faults;
    }

    /** The entries of a customer come in their order. */
    void entry(LogEntry entry) {
        if (entry.offset() < firstOffset || entry.offset() > headOffset) {
            fault("offset " + entry.offset() + ": not within " + firstOffset + " to " + headOffset);
            return;
        }
        int at = Math.toIntExact(entry.offset() - firstOffset);
        if (seen.get(at)) {
            fault("offset " + entry.offset() + ": there twice");
        }
        seen.set(at);
        Long before = lastNumber.put(entry.customer(), entry.number());
        if (before != null && entry.number() != before + 1) {
            fault("offset " + entry.offset() + ": number " + entry.number() + " of customer " + entry.customer()
                    + " follows " + before);
        }
        String member = "\"sequence\":\"" + entry.sequence() + '"';
        if (!new String(entry.json(), StandardCharsets.UTF_8).contains(member)) {
            fault("offset " + entry.offset() + ": its JSON has not " + member);
        }
    }

    /** Everything has been seen. */
    void end() {
        int from = Math.toIntExact(wholeFromOffset - firstOffset);
        long expected = headOffset - wholeFromOffset + 1;
        int there = seen.get(from, Math.max(from, seen.length())).cardinality();
        if (there != expected) {
            fault("offsets: " + (expected - there) + " of " + expected + " are missing, the first is "
                    + (firstOffset + seen.nextClearBit(from)));
        }
        if (untold > 0) {
            faults.add("and " + untold + " more");
        }
    }

    private void fault(String what) {
        if (faults.size() < MAX_TOLD) {
            faults.add(what);
        } else {
            untold++;
        }
    }
}
