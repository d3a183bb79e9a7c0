package dev.ringdown.launch;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringdown.demo.DemoAgent;
import dev.ringdown.demo.DemoCustomer;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Document;
import dev.ringdown.http.Request;
import dev.ringdown.http.Site;
import dev.ringdown.pages.StaticPages;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The wallboard of the demo: its page, and in {@code config.json} whose boards there are to see, each with a token of a
 * manager that was made for this request. Immutable, thread-safe.
 */
final class WallboardSite implements Site {
    static final String PREFIX = "/demo/";

    /** Short, so that a board which is looked at for a while renews its token as a real one has to. */
    static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

    private static final String CONFIG = PREFIX + "config.json";
    private static final Map<String, String> CONFIG_HEADERS =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");

    private final StaticPages pages = StaticPages.load(PREFIX, "dev/ringdown/wallboard", List.of());
    private final List<DemoCustomer> customers;
    private final TokenMint mint;
    private final Clock clock;

    WallboardSite(List<DemoCustomer> customers, TokenMint mint, Clock clock) {
        this.customers = List.copyOf(customers);
        this.mint = requireNonNull(mint, "mint");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public boolean cover(String path) {
        return pages.cover(path);
    }

    @Override
    public Answer answer(Request request) {
        return request.path().equals(CONFIG)
                ? new Document("application/json", config(), CONFIG_HEADERS).answer(request)
                : pages.answer(request);
    }

    private byte[] config() {
        Instant expiresAt = clock.instant().plus(TOKEN_LIFETIME);
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        ArrayNode boards = config.putArray("customers");
        for (DemoCustomer customer : customers) {
            DemoAgent manager = customer.agentsWith(DemoAgent.CUSTOMER_MANAGER).get(0);
            boards.addObject()
                    .put("id", customer.id().toString())
                    .put("name", customer.name())
                    .put(
                            "token",
                            mint.agent(
                                    customer.id(), manager.id(), manager.permission(), manager.username(), expiresAt));
        }
        return config.toString().getBytes(StandardCharsets.UTF_8);
    }
}
