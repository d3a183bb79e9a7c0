package dev.ringdown.json;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;

/**
 * Reads JSON that a peer wrote. The names of members are kept in no table: the one that Jackson shares among its parsers
 * fills up with the names of whoever sends the most of them, and then fails everybody. It is UTF-8, whatever its first bytes
 * look like, so places in it can be told in bytes. Stateless, thread-safe.
 *
 * <p>Why it is done so is in {@code docs/decisions/0035-no-table-that-a-client-can-fill.md}.
 */
public final class PeerJson {
    private static final Factory FACTORY = new Factory();

    private PeerJson() {}

    /**
     * A parser for JSON whose members cost nothing but the reading, so that its length bounds them.
     *
     * @param json not to be changed while it is read
     */
    public static JsonParser parser(byte[] json) {
        return parser(json, Integer.MAX_VALUE);
    }

    /**
     * A parser that throws {@link TooManyMembersException} at one member more than there may be.
     *
     * @param json not to be changed while it is read
     * @param maxMembers those of all objects in it together, also of those that are passed over
     */
    public static JsonParser parser(byte[] json, int maxMembers) {
        return FACTORY.parser(json, maxMembers);
    }

    /** Makes Jackson's parser over bytes, for which its factory asks for a table of names. */
    private static final class Factory extends JsonFactory {
        private static final long serialVersionUID = 1L;

        /** Finds nothing and takes nothing up. */
        private static final ByteQuadsCanonicalizer NO_NAMES =
                ByteQuadsCanonicalizer.createRoot().makeChildOrPlaceholder(0);

        JsonParser parser(byte[] json, int maxMembers) {
            IOContext context = _createContext(_createContentReference(json), true);
            context.setEncoding(JsonEncoding.UTF8);
            return new PeerJsonParser(context, _parserFeatures, NO_NAMES, json, maxMembers);
        }
    }
}
