package dev.ringdown.json;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.UTF8StreamJsonParser;
import com.fasterxml.jackson.core.sym.ByteQuadsCanonicalizer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Counts the members of all objects while it reads, also of those that are passed over. Confined to whoever reads. */
final class PeerJsonParser extends UTF8StreamJsonParser {
    private final int maxMembers;
    private int members;

    PeerJsonParser(IOContext context, int features, ByteQuadsCanonicalizer names, byte[] json, int maxMembers) {
        super(context, features, null, null, names, json, 0, json.length, 0, false);
        this.maxMembers = maxMembers;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token = super.nextToken();
        if (token == JsonToken.FIELD_NAME && ++members > maxMembers) {
            throw new TooManyMembersException(this, maxMembers);
        }
        return token;
    }
}
