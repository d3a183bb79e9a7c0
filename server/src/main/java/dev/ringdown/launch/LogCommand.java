package dev.ringdown.launch;

import dev.ringdown.cli.TerminalText;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.log.embedded.LogInspector;
import dev.ringdown.log.embedded.LogRepair;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what is in the folder of a log, and checks it, while a server may use it; or cuts off what is damaged. */
@Command(
        name = "log",
        description = "Shows what is in a log folder, and checks it, while a server may use it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ${COMMAND-FULL-NAME} data                  epochs, oldest, head, size",
            "  ${COMMAND-FULL-NAME} data customers        how much there is of each customer (reads everything)",
            "  ${COMMAND-FULL-NAME} data verify           checks every entry (reads everything)",
            "  ${COMMAND-FULL-NAME} data cut              when no server uses it: ends damaged write-ahead files before the damage",
            "  ${COMMAND-FULL-NAME} data show 71c18690-ee42-490b-b1bb-54d8d101b5b9 6925a1c0-00000000000004d2"
        })
final class LogCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FOLDER", description = "The folder of log.dir.")
    private Path folder = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "WHAT",
            defaultValue = "summary",
            description = "summary, customers, verify, cut or show (default: ${DEFAULT-VALUE}).")
    private String what = "summary";

    @Parameters(
            index = "2",
            arity = "0..1",
            paramLabel = "CUSTOMER",
            converter = UuidArgument.class,
            description = "Whose entry to show.")
    private @Nullable UUID customer;

    @Parameters(index = "3", arity = "0..1", paramLabel = "SEQUENCE", description = "Which of its entries to show.")
    private @Nullable String sequence;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (what.equals("cut")) {
            return cut(out);
        }
        try (LogInspector log = LogInspector.open(folder)) {
            return switch (what) {
                case "summary" -> summary(log, out);
                case "customers" -> customers(log, out);
                case "verify" -> verify(log, out);
                case "show" -> show(log, out);
                default ->
                    throw new ParameterException(
                            spec.commandLine(),
                            "WHAT: " + what + " (expected: summary, customers, verify, cut or show)");
            };
        } catch (IOException e) {
            return Failure.tell(spec, String.valueOf(e.getMessage()));
        } finally {
            out.flush();
        }
    }

    private int cut(PrintWriter out) {
        try {
            String done = LogRepair.cut(folder);
            out.println(done == null ? "nothing is cut: no write-ahead file is damaged" : done);
            return 0;
        } catch (IOException e) {
            return Failure.tell(spec, String.valueOf(e.getMessage()));
        } finally {
            out.flush();
        }
    }

    private static int summary(LogInspector log, PrintWriter out) throws IOException {
        LogInspector.Summary summary = log.summary();
        summary.epochs()
                .forEach(epoch -> out.println("epoch     " + HexFormat.of().toHexDigits(epoch.epoch(), 8)
                        + "  from offset " + epoch.firstOffset()
                        + (epoch.counted() ? "" : "  (positions of an earlier version)")));
        out.println("oldest    offset " + summary.firstOffset()
                + (summary.oldestMillis() == 0 ? "" : "  " + Instant.ofEpochMilli(summary.oldestMillis())));
        out.println("head      offset " + summary.headOffset());
        out.println("retained  " + summary.entryBytes() + " bytes in " + summary.segments() + " segments");
        out.println("on disk   " + summary.diskBytes() + " bytes");
        return 0;
    }

    private static int customers(LogInspector log, PrintWriter out) throws IOException {
        log.customers()
                .forEach(customer -> out.println(customer.customer() + "  " + customer.entries() + " entries  "
                        + customer.bytes() + " bytes  newest " + customer.newest()));
        return 0;
    }

    private int verify(LogInspector log, PrintWriter out) throws IOException {
        List<String> faults = log.verify();
        if (!faults.isEmpty()) {
            return Failure.tell(
                    spec,
                    "the log in " + folder + " is damaged:\n" + String.join("\n", faults)
                            + "\n(restore a copy, or move the folder away to begin a new log)");
        }
        LogInspector.Summary summary = log.summary();
        out.println("good: all of " + summary.entryBytes() + " bytes up to offset " + summary.headOffset());
        return 0;
    }

    private int show(LogInspector log, PrintWriter out) throws IOException {
        Sequence wanted = sequence == null ? null : Sequence.parse(sequence);
        if (customer == null || wanted == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "CUSTOMER SEQUENCE: " + customer + ' ' + sequence
                            + " (expected: a UUID, and such as 6925a1c0-00000000000004d2)");
        }
        LogEntry entry = log.find(customer, wanted);
        if (entry == null) {
            return Failure.tell(
                    spec,
                    wanted + ": not in the log (expected: a sequence of an event of " + customer
                            + " that is retained)");
        }
        out.println("customer  " + entry.customer());
        out.println("offset    " + entry.offset());
        out.println("appended  " + Instant.ofEpochMilli(entry.appendedAtMillis()));
        entry.topics().all().forEach(topic -> out.println("topic     " + topic));
        new String(entry.json(), StandardCharsets.UTF_8)
                .lines()
                .map(TerminalText::escape)
                .forEach(out::println);
        return 0;
    }
}
