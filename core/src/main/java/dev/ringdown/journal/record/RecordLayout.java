package dev.ringdown.journal.record;

/**
 * What reading and writing agree on. A record is a version, what kind it is (a byte each), the stamp (writer and number, eight
 * bytes each), and what its kind has. That of events has how many there are (four bytes), and these; the others have the numbers
 * of a {@link Control}, each of eight or four bytes. An event is what is known of it (a byte of bits), its customer, source, id, type, its
 * scopes, its own resource, its parents, and its message without the hole for the sequence, behind the place of that hole.
 *
 * <p>Counts and lengths are written seven bits in a byte, the lowest first, the top bit set if more follow. Texts are UTF-8
 * behind their length in bytes. Customers and scope ids are 16 bytes.
 */
final class RecordLayout {
    static final byte VERSION = 1;

    static final int KIND_AT = 1;
    static final int STAMP_AT = 2;
    static final int COUNT_AT = STAMP_AT + 2 * Long.BYTES;
    static final int EVENTS_AT = COUNT_AT + Integer.BYTES;

    // what kind a record is
    static final int EVENTS = 0;
    static final int FOUNDING = 1;
    static final int NEW_EPOCH = 2;
    static final int CANARY = 3;
    static final int DIGEST = 4;

    // what is known of an event
    static final int MOMENT = 1;
    static final int COPY = 2;

    // what a scope is
    static final int CUSTOMER = 0;
    static final int AGENT = 1;
    static final int THE_EVENTS_CUSTOMER = 2; // no id follows

    // what is known of a parent
    static final int HAS_ID = 1;
    static final int DIRECT = 2;

    private RecordLayout() {}

    /** What every record begins with. */
    static void putHead(RecordOutput out, int kind, RecordStamp stamp) {
        out.putByte(VERSION);
        out.putByte(kind);
        out.putLong(stamp.writer());
        out.putLong(stamp.number());
    }
}
