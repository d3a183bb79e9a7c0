package dev.ringdown.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringdown.config.ConsoleSection;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Document;
import dev.ringdown.http.InvalidQueryException;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Query;
import dev.ringdown.http.Request;
import dev.ringdown.http.Site;
import dev.ringdown.pages.StaticPages;
import dev.ringdown.transport.Origins;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The console at {@code /console/}: its pages, and in {@code config.json} where they reach the public port. Both are for
 * everybody; whatever the pages show they ask for with an admin key. Immutable, thread-safe.
 */
final class ConsoleSite implements Site {
    /** Where an operator gets the people of a demo; a route of its own, since it takes an admin key. */
    static final String DEMO_IDENTITIES = "/console/identities.json";

    private static final String PREFIX = "/console/";
    private static final String CONFIG = PREFIX + "config.json";
    private static final Map<String, String> CONFIG_HEADERS =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    private final StaticPages pages;
    private final @Nullable String gateway;
    private final URI publicAddress;
    private final Origins origins;
    private final boolean demo;

    /**
     * @param publicAddress where the public port listens
     * @param origins who may connect there: a page is told whether it may
     * @param demo whether there are demo identities to be asked for
     */
    ConsoleSite(ConsoleSection config, URI publicAddress, Origins origins, boolean demo) {
        this.publicAddress = requireNonNull(publicAddress, "publicAddress");
        this.origins = requireNonNull(origins, "origins");
        this.demo = demo;
        this.gateway = config.gateway() == null ? ofItsOwnHost(publicAddress) : config.gateway();
        String anyHost = scheme(publicAddress) + "://*:" + publicAddress.getPort();
        this.pages = StaticPages.load(PREFIX, "dev/ringdown/console", List.of(gateway == null ? anyHost : gateway));
    }

    /** The address, if it is one that others reach too; null if it stands for every host, or for this one only. */
    private static @Nullable String ofItsOwnHost(URI address) {
        InetAddress host = hostOf(address);
        return host.isAnyLocalAddress() || host.isLoopbackAddress()
                ? null
                : scheme(address) + "://" + address.getAuthority();
    }

    private static String scheme(URI address) {
        return "https".equals(address.getScheme()) ? "wss" : "ws";
    }

    private static InetAddress hostOf(URI address) {
        try {
            return InetAddress.getByName(address.getHost()); // a number, which nobody is asked about
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: " + address + " (expected: the number of a host)", e);
        }
    }

    /** The origins of pages that a browser gets from this address without a proxy in between. */
    static Set<String> originsAt(URI internalAddress) {
        Set<String> origins = new LinkedHashSet<>(List.of("http://" + internalAddress.getAuthority()));
        InetAddress host = hostOf(internalAddress);
        if (host.isAnyLocalAddress() || host.isLoopbackAddress()) {
            for (String name : List.of("localhost", "127.0.0.1", "[::1]")) {
                origins.add("http://" + name + ':' + internalAddress.getPort());
            }
        }
        return origins;
    }

    @Override
    public boolean cover(String path) {
        return pages.cover(path);
    }

    @Override
    public Answer answer(Request request) {
        if (!request.path().equals(CONFIG)) {
            return pages.answer(request);
        }
        try {
            String origin = Query.parse(request.query(), List.of("origin")).get("origin");
            return new Document("application/json", config(origin), CONFIG_HEADERS).answer(request);
        } catch (InvalidQueryException e) {
            return Problem.of(400, "Bad Request", String.valueOf(e.getMessage()))
                    .toAnswer();
        }
    }

    /** @param origin the page's, which a browser does not send to where the page is from; null if it does not say */
    private byte[] config(@Nullable String origin) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.put("webSocket", gateway == null ? null : gateway + "/v1.0/ws");
        config.put("port", publicAddress.getPort());
        config.put("tls", "https".equals(publicAddress.getScheme()));
        config.put("originAllowed", origins.allows(origin));
        config.put("demo", demo);
        return config.toString().getBytes(StandardCharsets.UTF_8);
    }
}
