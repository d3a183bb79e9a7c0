package dev.ringdown.server;

import dev.ringdown.auth.SharedSecret;
import dev.ringdown.config.RingdownConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns at the start of a configuration that can be used, but is not likely meant so. Stateless. */
final class ConfigWarnings {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigWarnings.class);

    private ConfigWarnings() {}

    static void log(RingdownConfig config) {
        String secret = config.auth().tokens().secret();
        if (secret != null && SharedSecret.bytes(secret) < SharedSecret.MIN_BYTES) {
            LOG.warn(
                    "auth.jwt.secret has {} bytes, fewer than the {} of RFC 7518: whoever has a token can guess at it; use a"
                            + " longer one",
                    SharedSecret.bytes(secret),
                    SharedSecret.MIN_BYTES);
        }
        if (config.auth().tokens().unscoped()) {
            LOG.warn(
                    "direct tokens of before September 2026 are accepted (auth.jwt.allow-unscoped-direct): each may read the"
                            + " chats of other visitors");
        }
        if (config.journal().kafka() != null && config.server().alone()) {
            LOG.warn(
                    "this node has a journal that it shares with others, and server.alone is true: sessions that it sends away"
                            + " wait for it to come back; set server.alone=false if there are other nodes");
        }
        if (config.auth().tokens().algorithms().isEmpty()
                && config.auth().accessKeys().isEmpty()
                && config.auth().lookup() == null) {
            LOG.warn(
                    "nobody can connect: set auth.jwt.secret, auth.jwt.jwks, auth.access-keys or auth.access-keys-lookup");
        }
        if (config.source().publisherKeys().isEmpty()
                && config.source().webhooks().isEmpty()
                && config.rabbitmq().options() == null) {
            LOG.warn("nobody can publish: set publish.keys.<name>, source.webhooks.<name> or source.rabbitmq.uri");
        }
    }
}
