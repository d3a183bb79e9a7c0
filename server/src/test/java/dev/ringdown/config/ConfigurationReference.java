package dev.ringdown.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@code docs/configuration.md} from the keys that the sections declare. Stateless. */
final class ConfigurationReference {
    /** The file that the introduction shows; {@link ConfigurationReferenceTest} reads it. */
    static final String EXAMPLE = """
            # ringdown.conf
            server {
              port = 443
              tls { certificate = /etc/ringdown/chain.pem, key = /etc/ringdown/key.pem }
              trusted-proxies = ["10.0.0.0/8"]
            }
            auth.jwt.jwks = "https://id.example.com/.well-known/jwks.json"
            origins = ["https://desk.example.com"]
            limits.heartbeat = 20s
            limits.message-bytes = 32KiB
            """;

    private static final String INTRODUCTION = """
            # Configuration

            Ringdown starts without any configuration. Then it listens on port 8080 for clients and on 127.0.0.1:8081 for
            publishers, says at the start that nobody can connect or publish yet, and waits. What it needs at least is a
            way to know its clients (`auth.jwt.secret`, `auth.jwt.jwks` or an access key) and a key for whoever publishes
            (`publish.keys.<name>`).

            `./run serve --print-config` shows every key with the value that holds and where that comes from. Secrets are
            masked there, in errors and in logs.

            ## Where values come from

            Each source overrides those above it:

            1. the defaults in the tables below,
            2. one file, `--config FILE`, in [HOCON](https://github.com/lightbend/config/blob/main/HOCON.md) or JSON,
            3. variables of the environment: `RINGDOWN_` and the key in capitals, with `_` for every dot and dash
               (`limits.message-bytes` is `RINGDOWN_LIMITS_MESSAGE_BYTES`),
            4. `--set KEY=VALUE` on the command line, as often as needed.

            In a file, `${VARIABLE}` stands for a variable of the environment.

            Keep secrets out of the command line: what is given by `--set` stands in the list of processes, where every user
            of the machine can read it. Wherever a secret is expected, `file:/run/secrets/jwt` in its place takes it from
            that file. The path is absolute. One line end behind the secret does not belong to it. A file that is missing,
            empty or readable for everybody is an error; of what is in it nothing is ever shown.

            Everything is read at the start, and again after SIGHUP or when a file of it has changed: then keys that are marked as
            *reloadable* get their new values, and others keep theirs until the next start
            ([operating](operating.md#changing-the-configuration)). If anything is wrong, **all** of it is listed, each line with the key,
            the value, what is expected and where it stands, and the process ends with exit code 1; after a reload nothing changes. An unknown key is an
            error, so a misspelt one does not go unnoticed. Variables that Kubernetes sets beside a service called
            `ringdown…` are left alone.

            ## How values are written

            | kind | examples |
            | --- | --- |
            | duration | `500ms`, `25s`, `5m`, `24h`, `7d`; a bare number is milliseconds |
            | size | `64KiB`, `16MiB`, `1GiB` (powers of 1024), `100kB`, `1MB` (powers of 1000); a bare number is bytes |
            | number | `8080`; whole numbers only |
            | true or false | `true`, `false`, also `yes`, `no`, `on`, `off` |
            | list | `["a", "b"]` in a file; `a,b` in the environment and with `--set`, where nothing is the empty list |
            | secret | a text, or `file:` and the absolute path of a file that has it |
            | text | in a file, in double quotes if it contains any of `: = , { } [ ] # $ " @` |

            An example of a file:

            ```hocon
            EXAMPLE```

            ## Keys

            """;

    private static final String ROUTING = """
            ### routing

            ROUTING_MEANING

            | key | `routing` |
            | --- | --- |
            | expected | ROUTING_EXPECTED |
            | variable | `ROUTING_VARIABLE` |

            `types` is an event type, or the beginning of several if it ends in `*`. `id` names members of `data`; the
            first that is present holds the resource's id. An event to which no rule applies belongs to the resource that
            its type names up to the first underscore, with `data.id`. The default:

            ```hocon
            routing = ROUTING_DEFAULT
            ```
            """;

    private static final String NAMED = """

            ### Keys with a name of your own

            A name has NAME and stands in logs and limits in place of the key. In a variable of the environment it is
            written in capitals, with `_` for `-`: `RINGDOWN_PUBLISH_KEYS_NIGHT_SHIFT` is `publish.keys.night-shift`.

            | key | expected | meaning | variable |
            | --- | --- | --- | --- |
            """;

    private ConfigurationReference() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        text.append("<!-- Written from the code by ConfigurationReferenceTest; do not edit. -->\n\n");
        text.append(INTRODUCTION.replace("EXAMPLE", EXAMPLE));
        sections().forEach((section, settings) -> table(text, section, settings));
        Setting<?> routing = RoutingRules.ROUTING;
        text.append(ROUTING.replace("ROUTING_MEANING", routing.meaning())
                .replace("ROUTING_EXPECTED", cell('`' + routing.expected().replace("a list of ", "") + '`'))
                .replace("ROUTING_VARIABLE", routing.environmentName())
                .replace("ROUTING_DEFAULT", routing.defaultText()));
        text.append(NAMED.replace(
                "NAME and", NamedKey.NAME.replace("1 to 64 of a-z 0-9 -", "1 to 64 of `a-z 0-9 -`") + " and"));
        AllKeys.NAMED.forEach(key -> row(text, key));
        return text.toString();
    }

    /** The keys by what stands before their first dot, in the order of their sections. */
    private static Map<String, List<Setting<?>>> sections() {
        Map<String, List<Setting<?>>> sections = new LinkedHashMap<>();
        for (Setting<?> setting : AllKeys.SETTINGS) {
            if (setting.equals(RoutingRules.ROUTING)) {
                continue; // it has a part of its own
            }
            String section = setting.key().split("\\.", -1)[0];
            sections.computeIfAbsent(section, name -> new ArrayList<>()).add(setting);
        }
        return sections;
    }

    private static void table(StringBuilder text, String section, List<Setting<?>> settings) {
        text.append("### ").append(section).append("\n\n");
        text.append("| key | default | expected | meaning | variable |\n| --- | --- | --- | --- | --- |\n");
        for (Setting<?> setting : settings) {
            text.append("| `").append(setting.key()).append("` | ");
            text.append(cell('`' + setting.defaultText() + '`')).append(" | ");
            text.append(cell(setting.expected())).append(setting.secret() ? "; a secret | " : " | ");
            text.append(cell(setting.meaning()))
                    .append(reloadable(setting.key()))
                    .append(" | ");
            text.append('`').append(setting.environmentName()).append("` |\n");
        }
        text.append('\n');
    }

    private static void row(StringBuilder text, NamedKey<?> key) {
        text.append("| `").append(key.pattern()).append("` | ");
        text.append(cell(key.expected())).append(key.optional() ? ", or left out" : "");
        text.append(key.secret() ? "; a secret | " : " | ");
        text.append(cell(key.meaning())).append(reloadable(key.pattern())).append(" | ");
        text.append('`').append(key.environmentName()).append("` |\n");
    }

    private static String reloadable(String key) {
        return AllKeys.isReloadable(key) ? " *Reloadable.*" : "";
    }

    /** A cell of a table, in which Markdown would take some characters for its own. */
    private static String cell(String content) {
        return content.startsWith("`")
                ? content.replace("|", "\\|")
                : content.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;");
    }
}
