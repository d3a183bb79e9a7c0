package dev.ringdown.transport;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The extension permessage-deflate (RFC 7692), always without context takeover in both directions: then a message
 * compressed once is good for every receiver, and no connection keeps a compressor or a window. Stateless.
 */
final class Deflate {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_NO_CONTEXT_TAKEOVER = "server_no_context_takeover";
    private static final String CLIENT_NO_CONTEXT_TAKEOVER = "client_no_context_takeover";
    private static final String SERVER_MAX_WINDOW_BITS = "server_max_window_bits";
    private static final String CLIENT_MAX_WINDOW_BITS = "client_max_window_bits";

    /** Of a window, without leading zeros (sections 7.1.2.1 and 7.1.2.2). */
    private static final Pattern BITS = Pattern.compile("[89]|1[0-5]");

    /** The largest window, with which is compressed what is shared by all. */
    private static final String OUR_BITS = "15";

    private Deflate() {}

    /**
     * The answer to the first offer that can be agreed on, null if there is none. Both may be told to keep no context, asked for or
     * not (sections 7.1.1.1 and 7.1.1.2).
     */
    static @Nullable String answerTo(List<ExtensionOffers.Offer> offers) {
        for (ExtensionOffers.Offer offer : offers) {
            if (offer.extension().equals(NAME) && isGood(offer.parameters())) {
                String answer = NAME + "; " + SERVER_NO_CONTEXT_TAKEOVER + "; " + CLIENT_NO_CONTEXT_TAKEOVER;
                boolean asksForBits =
                        offer.parameters().stream().anyMatch(each -> each.name().equals(SERVER_MAX_WINDOW_BITS));
                return asksForBits ? answer + "; " + SERVER_MAX_WINDOW_BITS + '=' + OUR_BITS : answer;
            }
        }
        return null;
    }

    /** Whether an offer is to be declined neither for what it says (section 7.1) nor for what cannot be done here. */
    private static boolean isGood(List<ExtensionOffers.Parameter> parameters) {
        Set<String> seen = new HashSet<>();
        for (ExtensionOffers.Parameter parameter : parameters) {
            if (!seen.add(parameter.name()) || !isGood(parameter.name(), parameter.value())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGood(String name, @Nullable String value) {
        return switch (name) {
            case SERVER_NO_CONTEXT_TAKEOVER, CLIENT_NO_CONTEXT_TAKEOVER -> value == null;
            case SERVER_MAX_WINDOW_BITS -> OUR_BITS.equals(value); // all that is smaller cannot be done
            case CLIENT_MAX_WINDOW_BITS -> value == null || BITS.matcher(value).matches();
            default -> false;
        };
    }
}
