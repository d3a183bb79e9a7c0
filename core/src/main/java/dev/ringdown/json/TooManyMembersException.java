package dev.ringdown.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;

/** The JSON has more members than it may have. */
public final class TooManyMembersException extends JsonParseException {
    private static final long serialVersionUID = 1L;

    TooManyMembersException(JsonParser parser, int maxMembers) {
        super(parser, "more than " + maxMembers + " members");
    }
}
