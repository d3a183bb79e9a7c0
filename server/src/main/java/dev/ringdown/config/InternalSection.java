package dev.ringdown.config;

import static dev.ringdown.config.Setting.duration;
import static dev.ringdown.config.Setting.hostNames;
import static dev.ringdown.config.Setting.number;
import static dev.ringdown.config.Setting.ownAddress;

import dev.ringdown.transport.HostNames;
import java.time.Duration;
import java.util.List;

/**
 * The internal port. Immutable.
 *
 * @param hosts names by which the port may be called
 * @param scrapeInterval for how long a scrape of the metrics is everybody's; zero: for nobody else
 */
public record InternalSection(String host, int port, HostNames hosts, Duration scrapeInterval) {
    static final Keys KEYS = new Keys();

    private static final Setting<String> HOST = KEYS.add(
            ownAddress("internal.host", "127.0.0.1", "Address of the internal port: publishing, health, metrics."));
    private static final Setting<Integer> PORT =
            KEYS.add(number("internal.port", 8081, 0, 65535, "The internal port; 0 takes a free one."));

    private static final Setting<List<String>> HOSTS = KEYS.add(hostNames(
            "internal.hosts",
            "[]",
            "Names by which the internal port may be called, in the Host of requests; * is any. IP addresses, localhost and"
                    + " internal.host always may (421)."));
    private static final Setting<Duration> SCRAPE_INTERVAL = KEYS.add(duration(
            "internal.scrape-interval",
            "1s",
            Duration.ZERO,
            Duration.ofMinutes(1),
            "How long what /metrics answered is answered again, whoever asks; 0s: it is made for each request."));

    static InternalSection read(Values values) {
        return new InternalSection(
                values.get(HOST),
                values.get(PORT),
                new HostNames(HOSTS.key(), values.get(HOST), values.get(HOSTS)),
                values.get(SCRAPE_INTERVAL));
    }
}
