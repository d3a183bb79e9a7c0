package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Checks entries as they are read, a segment after the other, in the order of their keys. There may be holes between offsets,
 * so what is missing shows by the bytes of a segment and by the numbers of a customer. Used once.
 */
final class LogCheck {
    /** Faults that are told; further ones are counted. */
    private static final int MAX_TOLD = 20;

    private final long wholeFromOffset;
    private final long headOffset;
    private final List<String> faults;
    private final Map<UUID, Long> lastNumber = new HashMap<>();
    private @Nullable Segment segment;
    private long[] offsets = new long[1024];
    private int count;
    private long bytes;
    private int untold;

    /**
     * @param wholeFromOffset before it entries may be missing, of customers that had more than a share
     * @param faults gets what is wrong
     */
    LogCheck(long wholeFromOffset, long headOffset, List<String> faults) {
        this.wholeFromOffset = wholeFromOffset;
        this.headOffset = headOffset;
        this.faults = faults;
    }

    /** The entries that follow are those of this segment. */
    void begin(Segment next) {
        endSegment(next.firstOffset());
        segment = next;
    }

    /**
     * An entry of the segment; those of one customer in it come in their order.
     *
     * @param valueBytes what it takes there
     */
    void entry(LogEntry entry, int valueBytes) {
        bytes += valueBytes;
        note(entry.offset());
        if (entry.offset() < firstOffset() || entry.offset() > headOffset) {
            fault("offset " + entry.offset() + ": not within " + firstOffset() + " to " + headOffset);
            return;
        }
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

    private long firstOffset() {
        return segment == null ? 0 : segment.firstOffset();
    }

    private void note(long offset) {
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        offsets[count++] = offset;
    }

    /** @param endOffset where the next one begins */
    private void endSegment(long endOffset) {
        if (segment == null) {
            return;
        }
        Arrays.sort(offsets, 0, count);
        for (int i = 1; i < count; i++) {
            if (offsets[i] == offsets[i - 1]) {
                fault("offset " + offsets[i] + ": there twice");
            }
        }
        if (count > 0 && offsets[count - 1] >= endOffset) {
            fault("offset " + offsets[count - 1] + ": in a segment that ends before " + endOffset);
        }
        if (segment.firstOffset() >= wholeFromOffset && bytes != segment.bytes()) {
            fault("segment " + segment.id() + ", from offset " + segment.firstOffset() + ": " + bytes
                    + " bytes are there (expected: " + segment.bytes() + ")");
        }
        count = 0;
        bytes = 0;
    }

    /** Every entry has been seen, and this is the number of a customer's newest one. */
    void newestNumber(UUID customer, long number) {
        Long last = lastNumber.get(customer);
        if (last != null && last != number) {
            fault("customer " + customer + ": its newest entry is number " + last + " (expected: " + number + ")");
        }
    }

    /** Everything has been seen. */
    void end() {
        endSegment(Long.MAX_VALUE);
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
