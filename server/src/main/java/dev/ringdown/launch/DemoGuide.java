package dev.ringdown.launch;

import dev.ringdown.demo.DemoAgent;
import dev.ringdown.demo.DemoCustomer;
import dev.ringdown.server.RingdownServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the demo prints: who there is, and lines to paste that show events. Immutable. */
final class DemoGuide {
    private static final Duration LIFETIME = Duration.ofHours(24);

    private final RingdownServer server;
    private final List<DemoCustomer> customers;
    private final TokenMint mint;
    private final String publisherKey;
    private final String adminKey;

    DemoGuide(
            RingdownServer server, List<DemoCustomer> customers, TokenMint mint, String publisherKey, String adminKey) {
        this.server = server;
        this.customers = customers;
        this.mint = mint;
        this.publisherKey = publisherKey;
        this.adminKey = adminKey;
    }

    /** What fits on a screen: where to look, and one line to paste. */
    String text(Instant now, double eventsPerSecond) {
        DemoCustomer first = customers.get(0);
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(
                text,
                "Ringdown is listening, and a simulated contact centre publishes about %s events a second.",
                eventsPerSecond);
        line(text, "");
        line(text, "Paste this into another terminal for every call of %s, one line each:", first.name());
        line(text, "");
        line(text, "export GATEWAY=%s/v1.0/ws", webSocketBase());
        line(
                text,
                "export TOKEN=%s",
                token(first.agentsWith(DemoAgent.CUSTOMER_ADMIN).get(0), now));
        line(text, "%s tail --url $GATEWAY --token $TOKEN call queuecall", Launcher.name());
        line(text, "");
        line(text, "With --details it prints every customer, a token for each role, and more lines to paste.");
        line(text, "");
        addresses(text);
        line(text, "");
        line(text, "Ctrl-C ends it.");
        line(text, "");
        return text.toString();
    }

    private void addresses(StringBuilder text) {
        line(text, "  admin key   %s", adminKey);
        line(text, "  publishers  %s/v1.0/events   key %s", server.internalAddress(), publisherKey);
        line(text, "  console     %s/console/   sign in with the admin key", server.internalAddress());
        line(text, "  wallboard   %s%s   open it in a browser", server.publicAddress(), WallboardSite.PREFIX);
    }

    /** Everybody there is, and lines to paste. */
    String details(Instant now, double eventsPerSecond) {
        StringBuilder text = new StringBuilder();
        line(text, "");
        line(
                text,
                "Ringdown is listening, and a simulated contact centre publishes about %s events a second.",
                eventsPerSecond);
        line(text, "  clients     %s/v1.0/ws", webSocketBase());
        line(text, "  operators   %s/metrics  /livez  /readyz  /v1.0/sessions", server.internalAddress());
        for (DemoCustomer customer : customers) {
            describe(text, customer, now);
        }
        linesToPaste(text, now);
        addresses(text);
        line(text, "");
        line(text, "Ctrl-C ends it.");
        line(text, "");
        return text.toString();
    }

    private void describe(StringBuilder text, DemoCustomer customer, Instant now) {
        line(text, "");
        line(text, "%s  customer %s", customer.name(), customer.id());
        describe(text, customer, DemoAgent.CUSTOMER_ADMIN, "admin", now);
        describe(text, customer, DemoAgent.CUSTOMER_MANAGER, "manager", now);
        describe(text, customer, DemoAgent.CUSTOMER_AGENT, "agent", now);
        describe(text, customer, DemoAgent.PROJECT_SUPER_ADMIN, "super admin", now);
    }

    /** The first who has this permission, with a token. */
    private void describe(StringBuilder text, DemoCustomer customer, int permission, String role, Instant now) {
        customer.agentsWith(permission).stream().limit(1).forEach(agent -> {
            line(text, "  %-11s %s  agent %s", role, agent.name(), agent.id());
            line(text, "    token     %s", token(agent, now));
        });
    }

    private String token(DemoAgent agent, Instant now) {
        return mint.agent(agent.customerId(), agent.id(), agent.permission(), agent.username(), now.plus(LIFETIME));
    }

    private void linesToPaste(StringBuilder text, Instant now) {
        DemoCustomer first = customers.get(0);
        String admin = token(first.agentsWith(DemoAgent.CUSTOMER_ADMIN).get(0), now);
        String agent = token(first.agentsWith(DemoAgent.CUSTOMER_AGENT).get(0), now);
        String url = webSocketBase() + "/v1.0/ws";
        line(text, "");
        line(text, "Paste one of these into another terminal:");
        line(text, "");
        line(text, "# every call and queue event of %s, one line each", first.name());
        line(text, "%s tail --url %s --token %s call queuecall", Launcher.name(), url, admin);
        line(text, "");
        line(text, "# what one of its agents gets");
        line(text, "%s tail --url %s --token %s call", Launcher.name(), url, agent);
        line(text, "");
        line(text, "# any WebSocket client, as the platform's documentation has it");
        line(text, "npx wscat -c '%s?token=%s' -w 60 -x '%s'", url, admin, subscribe(first));
        line(text, "");
        line(text, "# publish an event of your own");
        line(text, "curl -sS -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' \\", publisherKey);
        line(text, "  -d '%s' %s/v1.0/events", event(first), server.internalAddress());
        line(text, "");
        line(text, "# who is connected, and to what one of them has subscribed: add /<session>");
        line(text, "curl -sS -H 'Authorization: Bearer %s' %s/v1.0/sessions", adminKey, server.internalAddress());
        line(text, "");
        line(text, "# what the gateway counts");
        line(text, "curl -sS %s/metrics | grep ^ringdown_", server.internalAddress());
        line(text, "");
    }

    private static String subscribe(DemoCustomer customer) {
        return "{\"type\":\"subscribe\",\"topics\":[\"customer_id:" + customer.id() + ":call\"]}";
    }

    private static String event(DemoCustomer customer) {
        return "{\"type\":\"call_created\",\"data\":{\"id\":\"00000000-0000-4000-8000-000000000001\",\"customer_id\":\""
                + customer.id() + "\"}}";
    }

    private String webSocketBase() {
        return server.publicAddress().toString().replaceFirst("^http", "ws");
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
