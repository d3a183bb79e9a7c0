package dev.ringdown.config;

import static dev.ringdown.config.Setting.HOUR;
import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.hostNames;
import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.ownAddress;
import static dev.ringdown.config.Setting.text;
import static dev.ringdown.config.Setting.texts;
import static dev.ringdown.config.Setting.yesOrNo;

import com.typesafe.config.Config;
import dev.ringdown.event.EventShape;
import dev.ringdown.transport.HostNames;
import dev.ringdown.transport.TrustedProxies;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The public port. Immutable.
 *
 * @param loops event loops; 0: one for each processor
 * @param alone whether no other node takes over when the process is told to end
 * @param drain how long sessions have to go elsewhere before the process ends
 * @param warmUp how long the JVM is warmed up before the node is ready; zero: not at all
 * @param hosts names by which the port may be called
 * @param trustedProxies networks whose {@code X-Forwarded-For} is believed
 * @param proxyProtocol whether these begin connections with a header that names the client
 * @param tls null: plain TCP
 */
public record ServerSection(
        String host,
        int port,
        int loops,
        boolean alone,
        Duration drain,
        Duration warmUp,
        HostNames hosts,
        List<String> trustedProxies,
        boolean proxyProtocol,
        @Nullable Tls tls) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> HOST =
            KEYS.add(ownAddress("server.host", "0.0.0.0", "Address of the public port."));
    private static final Setting<Integer> PORT =
            KEYS.add(number("server.port", 8080, 0, 65535, "The public port; 0 takes a free one."));
    private static final Setting<List<String>> HOSTS = KEYS.add(hostNames(
            "server.hosts",
            "[\"*\"]",
            "Names by which the public port may be called, in the Host of requests; * is any. IP addresses, localhost and"
                    + " server.host always may (421)."));
    static final Setting<List<String>> PATHS = KEYS.add(texts(
            "server.paths",
            "[\"/v1.0/ws\", \"/v1.0/service_agents/ws\"]",
            "Paths of the public port where a WebSocket may be opened, all for the same protocol. The console and the demo"
                    + " use /v1.0/ws.",
            "a list of paths such as /v1.0/ws",
            value -> value.matches("/[A-Za-z0-9._~!$&'()*+;=:@/-]*")));
    private static final Setting<Integer> LOOPS =
            KEYS.add(number("server.loops", 0, 0, 1024, "Event loops that serve sessions; 0: one for each processor."));
    private static final Setting<Boolean> ALONE = KEYS.add(yesOrNo(
            "server.alone",
            true,
            "Whether no other node takes over when the process is told to end: then sessions are closed at once, and told to"
                    + " come back when this node is there again, as long after as its own start took. Behind a load balancer"
                    + " with other nodes: false."));
    private static final Setting<Duration> DRAIN = KEYS.add(duration(
            "server.drain",
            "10s",
            Duration.ZERO,
            HOUR,
            "How long sessions have to go elsewhere when the process is told to end; for a node that is alone, over how long at"
                    + " most they come back. 0s closes them at once, without a time."));
    private static final Setting<Duration> WARM_UP = KEYS.add(duration(
            "server.warm-up",
            "2s",
            Duration.ZERO,
            Duration.ofMinutes(1),
            "How long the JVM compiles the way of an event before /readyz says yes, or until the first client comes to a node"
                    + " that is alone; 0s: not at all."));
    static final Setting<Boolean> COMPRESSION = KEYS.add(
            yesOrNo(
                    "server.compression",
                    true,
                    "Whether events are compressed for clients that offer permessage-deflate; each event once, for all of them."));
    static final Setting<EventShape> EVENT_SHAPE = KEYS.add(new Setting<>(
            "server.event-shape",
            '"' + EventShape.CLOUDEVENTS.text() + '"',
            "In which shape WebSocket clients get events that ask for none (?shape=) and offer no subprotocol; resource is what"
                    + " VoIPBin's own clients expect.",
            "cloudevents, envelope or resource",
            false,
            ServerSection::eventShape));
    private static final Setting<List<String>> TRUSTED_PROXIES = KEYS.add(texts(
            "server.trusted-proxies",
            "[]",
            "Networks whose X-Forwarded-For is believed, such as 10.0.0.0/8.",
            "a list of networks such as 10.0.0.0/8",
            ServerSection::isNetwork));
    private static final Setting<Boolean> PROXY_PROTOCOL = KEYS.add(yesOrNo(
            "server.proxy-protocol",
            false,
            "Whether connections from server.trusted-proxies begin with a header of the PROXY protocol, version 1 or 2; those"
                    + " that do not are closed."));
    private static final Setting<String> TLS_CERTIFICATE = KEYS.add(text(
            "server.tls.certificate",
            "",
            "PEM file of the certificate chain; with server.tls.key it makes the public port wss.",
            "a file",
            any -> true));
    private static final Setting<String> TLS_KEY = KEYS.add(
            text("server.tls.key", "", "PEM file (PKCS#8) of the certificate's private key.", "a file", any -> true));

    /** PEM files of the certificate chain and its private key. */
    public record Tls(String certificate, String key) {}

    static ServerSection read(Values values) {
        return new ServerSection(
                values.get(HOST),
                values.get(PORT),
                values.get(LOOPS),
                values.get(ALONE),
                values.get(DRAIN),
                values.get(WARM_UP),
                new HostNames(HOSTS.key(), values.get(HOST), values.get(HOSTS)),
                values.get(TRUSTED_PROXIES),
                proxyProtocol(values),
                tls(values));
    }

    private static boolean proxyProtocol(Values values) {
        boolean spoken = values.get(PROXY_PROTOCOL);
        if (spoken && values.get(TRUSTED_PROXIES).isEmpty()) {
            values.fault(PROXY_PROTOCOL.key(), "true", "a network in server.trusted-proxies");
        }
        return spoken;
    }

    private static EventShape eventShape(Config config, String key) {
        EventShape shape = EventShape.parse(config.getString(key));
        if (shape == null) {
            throw new Setting.OutOfRangeException();
        }
        return shape;
    }

    private static @Nullable Tls tls(Values values) {
        String certificate = readableFile(values, TLS_CERTIFICATE);
        String key = readableFile(values, TLS_KEY);
        if (certificate.isEmpty() != key.isEmpty()) {
            Setting<String> missing = certificate.isEmpty() ? TLS_CERTIFICATE : TLS_KEY;
            values.fault(missing.key(), "empty", "a file, since the other of certificate and key is set");
        }
        return certificate.isEmpty() || key.isEmpty() ? null : new Tls(certificate, key);
    }

    private static String readableFile(Values values, Setting<String> setting) {
        String file = values.get(setting);
        if (!file.isEmpty() && !FileNames.isReadable(file)) {
            values.fault(setting.key(), file, "a file that can be read");
        }
        return file;
    }

    /** The pattern first, since a name would be looked up. */
    private static boolean isNetwork(String text) {
        if (!text.matches("(\\d{1,3}\\.){3}\\d{1,3}/\\d+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*/\\d+")) {
            return false;
        }
        try {
            return new TrustedProxies(List.of(text)) != null;
        } catch (IllegalArgumentException e) {
            return false; // no such address, or its prefix is too long
        }
    }
}
