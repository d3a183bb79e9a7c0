package dev.ringdown.config;

import dev.ringdown.event.RoutingRule;
import java.util.List;

/** The configuration that holds, by section; each section documents its keys. Immutable. */
public record RingdownConfig(
        ServerSection server,
        InternalSection internal,
        ConsoleSection console,
        AdminSection admin,
        AuthSection auth,
        LogSection log,
        JournalSection journal,
        LimitsSection limits,
        SourceSection source,
        RabbitmqSection rabbitmq,
        LoggingSection logging,
        ReloadSection reload,
        List<RoutingRule> routing) {
    /** What the sections declare, in the order of the reference. */
    static final List<Keys> SECTIONS = List.of(
            ServerSection.KEYS,
            InternalSection.KEYS,
            ConsoleSection.KEYS,
            AdminSection.KEYS,
            TokenSection.KEYS,
            AuthSection.KEYS,
            AccessKeySection.KEYS,
            KeyLookupSection.KEYS,
            LogSection.KEYS,
            JournalSection.KEYS,
            PeersSection.KEYS,
            LimitsSection.KEYS,
            BudgetsSection.KEYS,
            CustomerLimits.KEYS,
            InternalLimits.KEYS,
            SourceSection.KEYS,
            RabbitmqSection.KEYS,
            LoggingSection.KEYS,
            ReloadSection.KEYS,
            RoutingRules.KEYS);

    static RingdownConfig read(Values values) {
        LogSection log = LogSection.read(values);
        return new RingdownConfig(
                ServerSection.read(values),
                InternalSection.read(values),
                ConsoleSection.read(values),
                AdminSection.read(values),
                AuthSection.read(values),
                log,
                JournalSection.read(values, log),
                LimitsSection.read(values),
                SourceSection.read(values),
                RabbitmqSection.read(values),
                LoggingSection.read(values),
                ReloadSection.read(values),
                values.get(RoutingRules.ROUTING));
    }
}
