package dev.ringdown.config;

import static dev.ringdown.config.Setting.MIB;
import static dev.ringdown.config.Setting.bytes;
import static dev.ringdown.config.Setting.number;

import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.CustomerRates;

/** How much may be published of one customer, whoever publishes it. Stateless. */
final class CustomerLimits {
    static final Keys KEYS = new Keys();

    private static final Setting<Integer> EVENTS = KEYS.add(number(
            Limit.CUSTOMER_EVENTS.key(),
            0,
            0,
            1_000_000_000,
            "Events a second of one customer, whoever publishes them, in the long run (429); 0: no limit."));
    private static final Setting<Long> BYTES = KEYS.add(bytes(
            Limit.CUSTOMER_BYTES.key(),
            "0",
            0,
            1024L * 1024 * MIB,
            "Bytes of events a second of one customer, likewise (429); 0: no limit."));
    private static final Setting<Integer> EVENTS_PER_DAY = KEYS.add(
            number(
                    Limit.CUSTOMER_EVENTS_PER_DAY.key(),
                    0,
                    0,
                    Integer.MAX_VALUE,
                    "Events a day of one customer: so many at once, and as many again in the course of a day (429); 0: no limit."));
    private static final Setting<Long> BYTES_PER_DAY = KEYS.add(bytes(
            Limit.CUSTOMER_BYTES_PER_DAY.key(),
            "0",
            0,
            1024L * 1024 * 1024 * MIB,
            "Bytes of events a day of one customer, likewise (429); 0: no limit."));

    private CustomerLimits() {}

    static CustomerRates.Maxima read(Values values) {
        return new CustomerRates.Maxima(
                values.get(EVENTS), values.get(BYTES), values.get(EVENTS_PER_DAY), values.get(BYTES_PER_DAY));
    }
}
