package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Quoted;
import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.NetUtil;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By which names a port may be called, as the {@code Host} of requests says. A page of somebody else's can let the name
 * that it came from point to us, and then read from us as from its own server (DNS rebinding); but its {@code Host} is that
 * name. An address in numbers is nobody's to point elsewhere, so all of those are good, and {@code localhost}. Immutable,
 * thread-safe.
 */
public final class HostNames {
    private static final String ANY = "*";
    private static final String LOOPBACK = "localhost";

    /** A name or an address in numbers, and a port (RFC 3986 section 3.2.2, RFC 9110 section 7.2). */
    private static final Pattern HOST =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._~%!$&'()*+,;=-]*)(?::[0-9]*)?");

    private final String key;
    private final boolean any;
    private final Set<String> names;

    /**
     * @param key of the configuration, that has the names
     * @param bound the address that the port is bound to, which may be a name
     * @param hosts further names; {@code *} allows every one
     */
    public HostNames(String key, String bound, Collection<String> hosts) {
        this.key = requireNonNull(key, "key");
        this.any = hosts.contains(ANY);
        Set<String> all = new HashSet<>(Set.of(LOOPBACK, inOneForm(bound)));
        hosts.forEach(host -> all.add(inOneForm(host)));
        this.names = Set.copyOf(all);
    }

    /** The same name with a dot at its end, or in other letters, is the same. */
    private static String inOneForm(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** Why a request is refused for its {@code Host}, or null if it is not. */
    @Nullable
    Problem faultOf(HttpRequest request) {
        List<String> values = request.headers().getAll(HttpHeaderNames.HOST);
        if (values.isEmpty() && request.protocolVersion().compareTo(HttpVersion.HTTP_1_1) < 0) {
            return null; // of before there was one; no browser speaks it
        }
        if (values.size() != 1) {
            return bad(values.isEmpty() ? "missing" : "more than one");
        }
        Matcher host = HOST.matcher(values.get(0).strip());
        if (!host.matches()) {
            return bad(Quoted.of(values.get(0)));
        }
        String name = inOneForm(host.group(1));
        return any || names.contains(name) || isNumber(name) ? null : notOurs(name);
    }

    /** Whether a value may stand in {@code Host}. */
    static boolean isHost(String value) {
        return HOST.matcher(value.strip()).matches();
    }

    private static boolean isNumber(String name) {
        return name.startsWith("[")
                ? NetUtil.isValidIpV6Address(name.substring(1, name.length() - 1))
                : NetUtil.isValidIpV4Address(name);
    }

    private static Problem bad(String what) {
        return Problem.of(
                400, "Bad Request", "Host: " + what + " (expected: one name or address, RFC 9112 section 3.2)");
    }

    private Problem notOurs(String name) {
        return Problem.of(
                421,
                "Misdirected Request",
                "Host: " + Quoted.of(name) + " (expected: an IP address, localhost, or a name of " + key + ")");
    }
}
