package dev.ringdown.journal.record;

/**
 * What reading and writing agree on. A record is a version, the stamp (writer and number, eight bytes each), how many events
 * there are (four bytes), and these. An event is what is known of it (a byte of bits), its customer, source, id, type, its
 * scopes, its own resource, its parents, and its message without the hole for the sequence, behind the place of that hole.
 *
 * <p>Counts and lengths are written seven bits in a byte, the lowest first, the top bit set if more follow. Texts are UTF-8
 * behind their length in bytes. Customers and scope ids are 16 bytes.
 */
final class RecordLayout {
    static final byte VERSION = 1;

    static final int STAMP_AT = 1;
    static final int COUNT_AT = STAMP_AT + 2 * Long.BYTES;
    static final int EVENTS_AT = COUNT_AT + Integer.BYTES;

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
}
