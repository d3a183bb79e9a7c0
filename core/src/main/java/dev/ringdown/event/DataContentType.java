package dev.ringdown.event;

import java.util.regex.Pattern;

/** What {@code datacontenttype} may be: a media type of JSON (CloudEvents, JSON format 1.0 section 3.1). Stateless. */
public final class DataContentType {
    /** What data are of which nobody says. */
    static final String JSON = "application/json";

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+"; // RFC 9110 section 5.6.2
    private static final Pattern ANY_JSON =
            Pattern.compile(TOKEN + "/(" + TOKEN + "\\+)?json[ \t]*(;.*)?", Pattern.CASE_INSENSITIVE);

    private DataContentType() {}

    /** Whether the subtype is {@code json} or ends with {@code +json}, in any letters and with any parameters. */
    public static boolean isJson(String mediaType) {
        return mediaType.equals(JSON) || ANY_JSON.matcher(mediaType).matches();
    }
}
