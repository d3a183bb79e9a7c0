package dev.ringdown.launch;

import dev.ringdown.config.ConfigException;
import dev.ringdown.identity.Permission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Mints a token for development: on standard output the token alone, on standard error what it may do. */
@Command(
        name = "token",
        description = "Mints a token for development, signed with auth.jwt.secret (HS256).",
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME} --set auth.jwt.secret=$SECRET --customer 5013bc52-da9a-11ee-844f-2fa34248de28",
            "  ${COMMAND-FULL-NAME} --config ringdown.conf --customer <uuid> --agent <uuid> --permission agent --expires 1h",
            "  ${COMMAND-FULL-NAME} --config ringdown.conf --customer <uuid> --direct webchat_session --resource <uuid>"
        },
        mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions configOptions = new ConfigOptions();

    @Option(
            names = "--customer",
            paramLabel = "UUID",
            required = true,
            converter = UuidArgument.class,
            description = "The customer.")
    private UUID customer = new UUID(0, 0);

    @Option(
            names = "--agent",
            paramLabel = "UUID",
            converter = UuidArgument.class,
            description = "The agent; a new one if left out.")
    private @Nullable UUID agent;

    @Option(
            names = "--permission",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "ADMIN",
            description = "Permissions of the agent: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private List<Permission> permissions = List.of();

    @Option(
            names = "--direct",
            paramLabel = "RESOURCE",
            split = ",",
            description = "Makes a direct token for these resource types instead of an agent's.")
    private List<String> direct = List.of();

    @Option(
            names = "--resource",
            paramLabel = "UUID",
            converter = UuidArgument.class,
            description = "The one resource that a direct token may follow; a new one if left out.")
    private @Nullable UUID resource;

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = DurationArgument.class,
            description = "How long it lasts, such as 90s, 15m, 24h or 7d (default: ${DEFAULT-VALUE}).")
    private Duration lifetime = Duration.ofHours(24);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String secret;
        try {
            secret = configOptions
                    .read(System.getenv(), List.of())
                    .tree()
                    .auth()
                    .tokens()
                    .secret();
        } catch (ConfigException e) {
            return Failure.tell(spec, "the configuration cannot be used:\n" + e.getMessage());
        }
        if (secret == null) {
            return Failure.tell(
                    spec, "no secret to sign with (set auth.jwt.secret in --config, the environment or by --set)");
        }
        if (resource != null && direct.isEmpty()) {
            return Failure.tell(spec, "--resource is of a direct token (expected: --direct beside it)");
        }
        Instant expiresAt = Clock.systemUTC().instant().plus(lifetime);
        spec.commandLine().getOut().println(mint(new TokenMint(secret), expiresAt));
        spec.commandLine().getOut().flush();
        return 0;
    }

    private String mint(TokenMint mint, Instant expiresAt) {
        if (!direct.isEmpty()) {
            UUID only = resource == null ? UUID.randomUUID() : resource;
            spec.commandLine()
                    .getErr()
                    .println("direct token customer=" + customer + " resources=" + direct + " resource=" + only
                            + " expires=" + expiresAt);
            return mint.direct(customer, direct, only, expiresAt);
        }
        UUID id = agent == null ? UUID.randomUUID() : agent;
        long mask = permissions.stream().mapToLong(Permission::bit).reduce(0, (a, b) -> a | b);
        spec.commandLine()
                .getErr()
                .println("agent token customer=" + customer + " agent=" + id + " permissions="
                        + permissions.stream().map(Permission::text).toList() + " expires=" + expiresAt);
        return mint.agent(customer, id, mask, "developer", expiresAt);
    }
}
