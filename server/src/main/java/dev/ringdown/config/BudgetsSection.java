package dev.ringdown.config;

import static dev.ringdown.config.Setting.KIB;
import static dev.ringdown.config.Setting.MIB;

import dev.ringdown.limits.Budget;
import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.limits.Cost;
import dev.ringdown.limits.Rate;
import dev.ringdown.protocol.Limit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What sessions may hold and do: of each cost and rate, one session, one holder, one customer and the node. Stateless.
 *
 * <p>It and {@link LimitsSection} know each other: it is a part of that section, and fills some budgets from keys that
 * stand there.
 */
final class BudgetsSection {
    static final Keys KEYS = new Keys();

    private static final long MOST_BYTES = 1024L * 1024 * MIB;
    private static final int MOST_NUMBER = 1_000_000_000;

    /** In the order of the reference. */
    private static final Map<Budget, Four> BY_BUDGET = new LinkedHashMap<>();

    static {
        bytes(Cost.FRAGMENT_BYTES, "Bytes of messages of which not all frames have come", 0, MIB, 4 * MIB, 32 * MIB);
        bytes(Cost.FILTER_BYTES, "Bytes of topics, filters and types", MIB, 16 * MIB, 128 * MIB, 512 * MIB);
        numbers(
                Cost.TYPE_TESTS,
                "Comparisons with types that topics ask for, through which an event may have to go",
                200,
                2_000,
                20_000,
                200_000);
        numbers(Cost.REPLAYS, "Replays under way", 1_000, 10_000, 50_000, 200_000);
        bytes(Cost.REPLAY_BYTES, "Bytes that replays under way hold", 4 * MIB, 32 * MIB, 64 * MIB, 128 * MIB);
        numbers(Rate.FRAMES, "Frames that clients send a second, empty ones too", 200, 5_000, 20_000, 100_000);
        bytes(
                Rate.FRAME_BYTES,
                "Bytes of the frames that clients send a second",
                256 * KIB,
                4 * MIB,
                16 * MIB,
                64 * MIB);
        numbers(
                Rate.READER_MICROS,
                "Microseconds a second for which the log is read and searched",
                500_000,
                1_000_000,
                1_000_000,
                2_000_000);
    }

    /**
     * The keys of one cost or rate.
     *
     * @param session null if one session is bounded otherwise
     */
    private record Four(
            @Nullable Setting<? extends Number> session,
            Setting<? extends Number> holder,
            Setting<? extends Number> customer,
            Setting<? extends Number> node) {
        Maxima read(Values values) {
            return new Maxima(
                    session == null ? Long.MAX_VALUE : values.get(session).longValue(),
                    values.get(holder).longValue(),
                    values.get(customer).longValue(),
                    values.get(node).longValue());
        }
    }

    private BudgetsSection() {}

    private static void bytes(Budget budget, String what, long session, long holder, long customer, long node) {
        four(
                budget,
                (limit, most, whose) -> Setting.bytes(limit.key(), Setting.show(most), KIB, MOST_BYTES, what + whose),
                new Maxima(session, holder, customer, node));
    }

    private static void numbers(Budget budget, String what, int session, int holder, int customer, int node) {
        four(
                budget,
                (limit, most, whose) ->
                        Setting.number(limit.key(), Math.toIntExact(most), 1, MOST_NUMBER, what + whose),
                new Maxima(session, holder, customer, node));
    }

    /** What happens to whoever wants more. */
    private static String beyond(Budget budget) {
        return budget == Rate.READER_MICROS ? "(searches wait)." : "(overbudget).";
    }

    private interface Key {
        Setting<? extends Number> of(Limit limit, long most, String whose);
    }

    private static void four(Budget budget, Key key, Maxima defaults) {
        Budget.Limits limits = budget.limits();
        Limit session = limits.session();
        BY_BUDGET.put(
                budget,
                new Four(
                        session == null
                                ? null
                                : KEYS.reloadable(
                                        key.of(session, defaults.session(), ", of one session " + beyond(budget))),
                        KEYS.reloadable(key.of(
                                limits.holder(),
                                defaults.holder(),
                                ", of all sessions of one holder " + beyond(budget))),
                        KEYS.reloadable(key.of(
                                limits.customer(),
                                defaults.customer(),
                                ", of all sessions of one customer " + beyond(budget))),
                        KEYS.reloadable(
                                key.of(limits.node(), defaults.node(), ", of all sessions " + beyond(budget)))));
    }

    static Budgets read(Values values) {
        Map<Budget, Maxima> maxima = new HashMap<>();
        maxima.put(
                Cost.CONNECTIONS,
                new Maxima(
                        Long.MAX_VALUE,
                        values.get(LimitsSection.CONNECTIONS_PER_IDENTITY),
                        values.get(LimitsSection.CONNECTIONS_PER_CUSTOMER),
                        values.get(LimitsSection.CONNECTIONS)));
        BY_BUDGET.forEach((budget, keys) -> maxima.put(budget, keys.read(values)));
        return new Budgets(maxima);
    }
}
