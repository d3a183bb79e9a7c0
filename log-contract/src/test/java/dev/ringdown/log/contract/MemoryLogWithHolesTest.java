package dev.ringdown.log.contract;

import java.util.function.LongUnaryOperator;

/** The log in memory, with holes between its offsets as a journal leaves them that keeps several entries in a record. */
class MemoryLogWithHolesTest extends MemoryLogTest {
    private static final long RECORD = 1L << 14;

    /** Two entries in each record. */
    @Override
    LongUnaryOperator offsetAfter() {
        return offset -> offset % RECORD == 0 ? offset + 1 : (offset / RECORD + 1) * RECORD;
    }
}
