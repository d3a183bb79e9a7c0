package dev.ringdown.transport;

import com.github.benmanes.caffeine.cache.Interner;
import dev.ringdown.audit.AccessLog;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What clients say that they are (RFC 9110 section 10.1.5), for who reads the access log. Most of them say one of a few things, so
 * a text is kept once for all connections of which it is told, and goes with the last of them. Thread-safe.
 */
final class UserAgents {
    /** Longer texts are cut here, in characters, or a connection would cost what its client likes. */
    static final int MAX_LENGTH = 256;

    private static final Interner<String> TEXTS = Interner.newWeakInterner();

    private UserAgents() {}

    /** What stands in the header {@code User-Agent}, cut; null: nothing, or nobody is to be told. */
    static @Nullable String of(HttpHeaders headers) {
        String text = AccessLog.isOn() ? headers.get(HttpHeaderNames.USER_AGENT) : null;
        return text == null ? null : TEXTS.intern(text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH));
    }
}
