package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.text;

import com.fasterxml.jackson.core.JsonPointer;
import dev.ringdown.auth.LookupOptions;
import dev.ringdown.protocol.Limit;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How access keys that are not listed are looked up, {@code auth.access-keys-lookup}. Stateless. */
final class KeyLookupSection {
    static final Keys KEYS = new Keys();

    private static final String QUERY = "query";

    private static final Setting<String> URL = KEYS.add(text(
            "auth.access-keys-lookup.url",
            "",
            "What is fetched with an access key that is not listed, to know whose it is, such as"
                    + " https://api.voipbin.net/v1.0/customer; empty: only listed keys are accepted.",
            "empty, or an http(s) address without a user or a fragment",
            value -> value.isEmpty() || isAddress(value)));
    private static final Setting<String> CUSTOMER_AT = KEYS.add(text(
            "auth.access-keys-lookup.customer-at",
            "/id",
            "Where the customer's UUID stands in the answer.",
            "a JSON pointer (RFC 6901) such as /id",
            KeyLookupSection::isPointer));
    private static final Setting<String> KEY_IN = KEYS.add(text(
            "auth.access-keys-lookup.key-in",
            "cookie",
            "Whether the key goes into the cookie accesskey or the query parameter accesskey. VoIPBin takes both; addresses get"
                    + " into logs.",
            "cookie or query",
            Set.of("cookie", QUERY)::contains));
    private static final Setting<Duration> TTL = KEYS.add(duration(
            "auth.access-keys-lookup.ttl",
            "60s",
            Duration.ofSeconds(1),
            HOUR,
            "How long an answer that a key is good holds. Then open connections are asked about again, and end when it is"
                    + " refused."));
    private static final Setting<Duration> REFUSED_TTL = KEYS.add(duration(
            "auth.access-keys-lookup.refused-ttl",
            "10s",
            Duration.ZERO,
            HOUR,
            "How long an answer that a key is not good holds; not longer than ttl."));
    private static final Setting<Duration> TIMEOUT = KEYS.add(duration(
            "auth.access-keys-lookup.timeout",
            "2s",
            Duration.ofMillis(100),
            Duration.ofSeconds(30),
            "How long an answer may take (503); shorter than limits.handshake-timeout."));
    private static final Setting<Integer> MAX_KEYS = KEYS.add(number(
            "auth.access-keys-lookup.keys",
            10_000,
            1,
            10_000_000,
            "Keys, and client addresses, that are remembered; others are asked about anew."));
    private static final Setting<Integer> MAX_REQUESTS = KEYS.add(number(
            Limit.KEY_LOOKUP_REQUESTS.key(), 64, 1, 10_000, "Requests to the platform under way at a time (503)."));
    private static final Setting<Integer> PER_MINUTE = KEYS.add(
            number(
                    Limit.KEY_LOOKUPS_PER_MINUTE.key(),
                    60,
                    1,
                    1_000_000,
                    "Keys of one client address that are looked up in a minute; those that are remembered do not count (429)."));

    private KeyLookupSection() {}

    /** Null: keys are not looked up. */
    static @Nullable LookupOptions read(Values values) {
        String url = values.get(URL);
        Duration ttl = values.get(TTL);
        Duration refusedTtl = values.get(REFUSED_TTL);
        if (refusedTtl.compareTo(ttl) > 0) {
            values.fault(REFUSED_TTL.key(), refusedTtl.toSeconds() + "s", "not longer than " + TTL.key());
        }
        LookupOptions options = new LookupOptions(
                URI.create(url),
                values.get(CUSTOMER_AT),
                values.get(KEY_IN).equals(QUERY),
                ttl,
                refusedTtl,
                values.get(TIMEOUT),
                values.get(MAX_KEYS),
                values.get(MAX_REQUESTS),
                values.get(PER_MINUTE));
        return url.isEmpty() ? null : options;
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isPointer(String text) {
        try {
            return JsonPointer.compile(text) != null;
        } catch (IllegalArgumentException e) {
            return false; // it has to begin with a slash
        }
    }
}
