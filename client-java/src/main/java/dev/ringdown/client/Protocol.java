package dev.ringdown.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What stands in docs/protocol.md: subprotocol, close codes, addresses, messages. Stateless. */
final class Protocol {
    static final String SUBPROTOCOL = "ringdown.v1";

    static final int NORMAL = 1000;

    /** The peer does not keep to the protocol. */
    static final int PROTOCOL_ERROR = 1002;

    /** What came is not text. */
    static final int NOT_TEXT = 1003;

    /** What a WebSocket reports if no close frame came (RFC 6455 section 7.1.5). */
    static final int ABNORMAL = 1006;

    static final int TOO_LARGE = 1009;

    /** The token has expired: not without a new one. */
    static final int CREDENTIAL_ENDED = 4401;

    /** The credential is good, but its owner may not connect. */
    static final int FORBIDDEN = 4403;

    /** Topics in one message, so that it stays below {@code limits.message-bytes} whatever the topics are. */
    static final int TOPICS_PER_MESSAGE = 200;

    /** Messages a second, below {@code limits.message-rate}. */
    static final int MESSAGES_PER_SECOND = 40;

    /** The same client would be closed in the same way again. */
    private static final Set<Integer> FINAL = Set.of(1002, 1003, 1007, 1008, 1009, FORBIDDEN, 4429);

    private Protocol() {}

    /** Whether a connection that was closed with this code may be opened again. */
    static boolean mayReconnect(int code) {
        return !FINAL.contains(code);
    }

    /** Whether a message of this type is an event: their types have an underscore, those of control messages have none. */
    static boolean isEvent(String type) {
        return type.indexOf('_') >= 0;
    }

    /** Where to connect to. */
    static URI address(URI url, @Nullable String accesskey) {
        String text = url.toString().replaceFirst("#.*", "").replaceFirst("(?i)^http", "ws");
        if (accesskey == null) {
            return URI.create(text);
        }
        String separator = url.getRawQuery() == null ? "?" : "&";
        return URI.create(text + separator + "accesskey=" + URLEncoder.encode(accesskey, StandardCharsets.UTF_8));
    }

    /**
     * @param types none for all
     * @param beginning where it begins besides now, such as {@code "last":20}; empty if nowhere else
     */
    static String subscribe(long id, List<String> topics, List<String> types, String beginning) {
        return "{\"type\":\"subscribe\",\"id\":" + id + ",\"topics\":" + JsonText.write(topics)
                + (types.isEmpty() ? "" : ",\"types\":" + JsonText.write(types))
                + (beginning.isEmpty() ? "" : "," + beginning) + "}";
    }

    static String after(@Nullable String position) {
        return position == null ? "" : "\"after\":" + JsonText.write(position);
    }

    static String unsubscribe(List<String> topics) {
        return "{\"type\":\"unsubscribe\",\"topics\":" + JsonText.write(topics) + "}";
    }

    static String authenticate(String id, String token) {
        return "{\"type\":\"authenticate\",\"id\":" + JsonText.write(id) + ",\"token\":" + JsonText.write(token) + "}";
    }

    static String ping(String id) {
        return "{\"type\":\"ping\",\"id\":" + JsonText.write(id) + "}";
    }
}
