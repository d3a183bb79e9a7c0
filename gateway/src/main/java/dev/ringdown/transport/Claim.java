package dev.ringdown.transport;

import dev.ringdown.limits.ClientAddress;
import java.util.List;

/**
 * Who a request says that it is, before anything of it is proved. Immutable.
 *
 * @param address where it comes from
 * @param offered what is to be tried, in this order
 * @param cookiesCount whether its cookies are among them
 */
record Claim(ClientAddress address, List<OfferedCredential> offered, boolean cookiesCount) {
    Claim {
        offered = List.copyOf(offered);
    }
}
