package dev.ringdown.transport;

import dev.ringdown.auth.Credential;
import dev.ringdown.http.BearerToken;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a request may carry its credential, in VoIPBin's order: cookie {@code token}, query {@code token}, {@code
 * Authorization: Bearer}, a subprotocol {@code bearer.<token>}, cookie {@code accesskey}, query {@code accesskey}.
 */
final class Credentials {
    /**
     * How many cookies of one name are looked at. A browser sends several if they were set for several paths or domains, the
     * one for the longest path first (RFC 6265 section 5.4), so one that is left over may stand before the one that is good.
     */
    static final int COOKIES_OF_A_NAME = 4;

    private static final String TOKEN = "token";
    private static final String ACCESS_KEY = "accesskey";

    private Credentials() {}

    /**
     * All that is to be tried, in this order: the cookies of good pages, and the first that is none.
     *
     * @param cookiesCount whether the page is a good one
     */
    static List<OfferedCredential> of(QueryStringDecoder query, HttpHeaders headers, boolean cookiesCount) {
        List<Cookie> cookies = cookiesCount ? cookies(headers) : List.of();
        List<OfferedCredential> offered = new ArrayList<>();
        addCookies(cookies, TOKEN, Credential.Token::new, offered);
        String token = token(query, headers);
        if (token != null) {
            offered.add(new OfferedCredential(new Credential.Token(token), false));
            return offered;
        }
        addCookies(cookies, ACCESS_KEY, Credential.AccessKey::new, offered);
        String accessKey = parameter(query, ACCESS_KEY);
        if (accessKey != null) {
            offered.add(new OfferedCredential(new Credential.AccessKey(accessKey), false));
        }
        return offered;
    }

    private static List<Cookie> cookies(HttpHeaders headers) {
        List<Cookie> cookies = new ArrayList<>();
        for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
            cookies.addAll(ServerCookieDecoder.LAX.decodeAll(header)); // a key may have any characters
        }
        return cookies;
    }

    private static void addCookies(
            List<Cookie> cookies, String name, Function<String, Credential> kind, List<OfferedCredential> offered) {
        cookies.stream()
                .filter(cookie -> cookie.name().equals(name))
                .map(cookie -> decoded(cookie.value()))
                .filter(value -> !value.isEmpty())
                .limit(COOKIES_OF_A_NAME)
                .forEach(value -> offered.add(new OfferedCredential(kind.apply(value), true)));
    }

    /** VoIPBin takes the value of a cookie for percent-encoded; empty if it cannot be that. */
    private static String decoded(String value) {
        try {
            return QueryStringDecoder.decodeComponent(value);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static @Nullable String token(QueryStringDecoder query, HttpHeaders headers) {
        String token = parameter(query, TOKEN);
        if (token == null) {
            token = BearerToken.of(headers.get(HttpHeaderNames.AUTHORIZATION));
        }
        return token == null ? subprotocol(headers) : token;
    }

    private static @Nullable String parameter(QueryStringDecoder query, String name) {
        List<String> values = query.parameters().get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }

    private static @Nullable String subprotocol(HttpHeaders headers) {
        for (String offered : Subprotocols.offered(headers)) {
            if (offered.startsWith(Subprotocols.BEARER) && offered.length() > Subprotocols.BEARER.length()) {
                return offered.substring(Subprotocols.BEARER.length());
            }
        }
        return null;
    }
}
