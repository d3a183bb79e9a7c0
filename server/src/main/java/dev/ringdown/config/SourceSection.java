package dev.ringdown.config;

import dev.ringdown.topic.UuidText;
import dev.ringdown.webhook.Webhook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where events come from. Immutable.
 *
 * @param publisherKeys the key of each publisher by its name
 * @param webhooks what may be posted to the public port
 */
public record SourceSection(Map<String, String> publisherKeys, List<Webhook> webhooks) {
    static final Keys KEYS = new Keys();

    private static final NamedKey<String> PUBLISHER =
            KEYS.reloadable(NamedKey.credential("publish.keys.<name>", "The credential of a publisher."));
    private static final NamedKey<UUID> WEBHOOK_CUSTOMER = KEYS.add(NamedKey.of(
            "source.webhooks.<name>.customer",
            "a UUID",
            "The customer whose events are posted to /v1.0/webhooks/voipbin/<name> on the public port.",
            UuidText::parsePresent));
    private static final NamedKey<String> WEBHOOK_SECRET = KEYS.add(
            NamedKey.credential("source.webhooks.<name>.secret", "The webhook secret of that customer in VoIPBin."));

    static SourceSection read(Values values) {
        return new SourceSection(values.byName(PUBLISHER), webhooks(values));
    }

    private static List<Webhook> webhooks(Values values) {
        List<Webhook> webhooks = new ArrayList<>();
        for (String name : values.namesOf(WEBHOOK_CUSTOMER)) {
            UUID customer = values.get(WEBHOOK_CUSTOMER, name);
            String secret = values.get(WEBHOOK_SECRET, name);
            if (customer != null && secret != null) {
                webhooks.add(new Webhook(name, customer, secret));
            }
        }
        return webhooks;
    }

    /** Names the publishers, but tells none of their keys. */
    @Override
    public String toString() {
        return "SourceSection[publishers=" + publisherKeys.keySet() + ", webhooks=" + webhooks + "]";
    }
}
