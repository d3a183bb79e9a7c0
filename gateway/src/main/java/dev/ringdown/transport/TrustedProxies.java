package dev.ringdown.transport;

import dev.ringdown.limits.ClientAddress;
import dev.ringdown.limits.ClientNetwork;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word is believed, and where a client really is that comes through them: at the last address of {@code
 * X-Forwarded-For} that is not one of theirs. From anybody else the header means nothing, since anybody can write it.
 * Immutable, thread-safe.
 */
public final class TrustedProxies {
    private static final String FORWARDED_FOR = "x-forwarded-for";

    /** As Azure's Application Gateway writes it; brackets, without which a port could not be told, may stay. */
    private static final Pattern WITH_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[0-9.]+):[0-9]{1,5}");

    private final List<IpSubnetFilterRule> networks;
    private final boolean proxyProtocol;

    /**
     * @param networks such as {@code 10.0.0.0/8}
     * @param proxyProtocol whether their connections begin with a header of the PROXY protocol
     * @throws IllegalArgumentException one is not a network
     */
    public TrustedProxies(List<String> networks, boolean proxyProtocol) {
        this.networks = networks.stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
        this.proxyProtocol = proxyProtocol;
    }

    /** They name their clients in the requests alone. */
    public TrustedProxies(List<String> networks) {
        this(networks, false);
    }

    /** Whether a connection from there begins with a header that says whose it is. */
    boolean introduce(@Nullable InetAddress peer) {
        return proxyProtocol && peer != null && have(peer);
    }

    /** @param peer null: it has gone meanwhile */
    ClientAddress clientOf(@Nullable InetAddress peer, HttpHeaders headers) {
        if (peer == null) {
            return ClientAddress.UNKNOWN;
        }
        InetAddress client = peer;
        String[] forwarded = String.join(",", headers.getAll(FORWARDED_FOR)).split(",", -1);
        for (int i = forwarded.length - 1; i >= 0 && have(client); i--) {
            InetAddress before = address(forwarded[i].strip());
            if (before == null) {
                break; // a proxy that writes no address: it is the last that is known
            }
            client = before;
        }
        return ClientAddress.of(client);
    }

    /** What a proxy has written: an address, with or without a port, an IPv6 one in brackets or not; null: none. */
    private static @Nullable InetAddress address(String text) {
        Matcher withPort = WITH_PORT.matcher(text);
        return NetUtil.createInetAddressFromIpAddressString(withPort.matches() ? withPort.group(1) : text);
    }

    /** Whether this is one of them. */
    boolean have(InetAddress address) {
        InetSocketAddress plain = new InetSocketAddress(ClientNetwork.plain(address), 0);
        return networks.stream().anyMatch(network -> network.matches(plain));
    }
}
