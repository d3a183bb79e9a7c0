package dev.ringdown.transport;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads which extensions a client offers (RFC 6455 section 9.1). Netty's reader makes something of whatever comes, and keeps one of
 * two parameters of a name. Stateless.
 */
final class ExtensionOffers {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern PARAMETER =
            Pattern.compile("([^ \\t=]+)[ \\t]*(?:=[ \\t]*(?:\"([^\"]*)\"|([^ \\t\"]+)))?");

    /** One parameter of an offer; its value is unquoted, and null if it has none. */
    record Parameter(String name, @Nullable String value) {}

    /** One offer, with its parameters in their order. */
    record Offer(String extension, List<Parameter> parameters) {}

    private ExtensionOffers() {}

    /** All that is offered, in its order; null if a header does not follow the grammar. */
    static @Nullable List<Offer> in(HttpHeaders headers) {
        List<String> lines = headers.getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
        List<Offer> offers = new ArrayList<>(lines.size());
        for (String line : lines) {
            for (String element : line.split(",", -1)) { // no value has a comma: it would be no token
                if (!element.isBlank() && !add(element, offers)) { // of a list, an element may be empty
                    return null;
                }
            }
        }
        return lines.isEmpty() || !offers.isEmpty() ? offers : null;
    }

    private static boolean add(String element, List<Offer> offers) {
        String[] parts = element.split(";", -1);
        List<Parameter> parameters = new ArrayList<>(parts.length - 1);
        for (int i = 1; i < parts.length; i++) {
            Parameter parameter = parameter(parts[i].strip());
            if (parameter == null) {
                return false;
            }
            parameters.add(parameter);
        }
        String extension = parts[0].strip();
        offers.add(new Offer(extension, parameters));
        return isToken(extension);
    }

    private static @Nullable Parameter parameter(String text) {
        Matcher parameter = PARAMETER.matcher(text);
        if (!parameter.matches() || !isToken(parameter.group(1))) {
            return null;
        }
        String quoted = parameter.group(2);
        String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
        return value == null || isToken(value) ? new Parameter(parameter.group(1), value) : null;
    }

    private static boolean isToken(String text) {
        return TOKEN.matcher(text).matches();
    }
}
