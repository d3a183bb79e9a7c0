package dev.ringdown.transport;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a client really is when it comes through proxies: the last address of {@code X-Forwarded-For} that is not a
 * trusted proxy's. From anybody else the header means nothing, since anybody can write it. Immutable, thread-safe.
 */
public final class ClientAddress {
    private static final String FORWARDED_FOR = "x-forwarded-for";

    private final List<IpSubnetFilterRule> trusted;

    /**
     * @param trustedProxies networks such as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException one is not a network
     */
    public ClientAddress(List<String> trustedProxies) {
        this.trusted = trustedProxies.stream()
                .map(network -> new IpSubnetFilterRule(network, IpFilterRuleType.ACCEPT))
                .toList();
    }

    /** @param peer null: it has gone meanwhile, and its address is empty */
    String of(@Nullable InetSocketAddress peer, HttpHeaders headers) {
        if (peer == null) {
            return "";
        }
        InetSocketAddress client = peer;
        String[] forwarded = String.join(",", headers.getAll(FORWARDED_FOR)).split(",", -1);
        for (int i = forwarded.length - 1; i >= 0 && isTrusted(client); i--) {
            InetAddress before = NetUtil.createInetAddressFromIpAddressString(forwarded[i].strip());
            if (before == null) {
                break; // a proxy that writes no address: it is the last that is known
            }
            client = new InetSocketAddress(before, 0);
        }
        return client.getAddress().getHostAddress();
    }

    /** Whether this is a proxy whose word is believed. */
    boolean isTrusted(InetSocketAddress address) {
        return trusted.stream().anyMatch(rule -> rule.matches(address));
    }
}
