package dev.ringdown.torture.apart;

import dev.ringdown.torture.abuse.AttackReport;
import dev.ringdown.torture.abuse.Attackers;
import dev.ringdown.torture.abuse.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Attackers in a process that stands back: whoever else wants a processor gets it first, so that what others notice is what the
 * server makes of an attack, and not that attackers compute on the same machine. Confined to the thread of the trials.
 */
public final class ApartAttackers implements Attackers {
    private static final long TURN_MILLIS = 5;

    /** Whatever an attack waits for has its own time, which is shorter. */
    private static final long PATIENCE_SECONDS = 180;

    private static final long END_SECONDS = 10;

    private static final Answer ENDED = Answer.failed("the process of the attackers has ended");

    private final Process process;
    private final Lines lines;
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    /**
     * Starts it: the same Java and the same classes as here.
     *
     * @param nice by how much it stands back, 0 to 19: with 19 it hardly gets a processor that somebody else wants
     */
    public ApartAttackers(Whereabouts server, int nice) throws IOException {
        process = new ProcessBuilder(List.of(
                        "nice",
                        "-n",
                        Integer.toString(nice),
                        Path.of(System.getProperty("java.home", ""), "bin", "java")
                                .toString(),
                        "-XX:+DisplayVMOutputToStderr", // the other one is for answers
                        "-cp",
                        System.getProperty("java.class.path", ""),
                        AttackersProcess.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        lines = new Lines(process.getInputStream(), process.getOutputStream());
        lines.write(server);
        lines.hear(Answer.class, answers::add, () -> answers.add(ENDED));
    }

    @Override
    public void attack(Scenario scenario, BooleanSupplier goesOn) throws IOException, InterruptedException {
        lines.write(new Order(Order.Kind.ATTACK, scenario.name()));
        Answer answer = next(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        if (is(answer, Answer.Kind.PREPARED)) {
            answer = next(TURN_MILLIS);
            while (answer == null && goesOn.getAsBoolean()) {
                answer = next(TURN_MILLIS);
            }
            if (answer == null) {
                lines.write(Order.of(Order.Kind.ENOUGH));
                answer = next(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            }
        }
        check(answer, Answer.Kind.DONE);
    }

    @Override
    public AttackReport report() throws IOException, InterruptedException {
        AttackReport report = answered(Order.Kind.REPORT, Answer.Kind.REPORT).report();
        if (report == null) {
            throw new IOException("the attackers have reported nothing");
        }
        return report;
    }

    @Override
    public void leave() throws IOException, InterruptedException {
        if (process.isAlive()) {
            Answer unused = answered(Order.Kind.LEAVE, Answer.Kind.LEFT);
        }
    }

    private Answer answered(Order.Kind order, Answer.Kind expected) throws IOException, InterruptedException {
        lines.write(Order.of(order));
        return check(next(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)), expected);
    }

    /** Null: there was none in this time. */
    private @Nullable Answer next(long millis) throws InterruptedException {
        return answers.poll(millis, TimeUnit.MILLISECONDS);
    }

    private static boolean is(@Nullable Answer answer, Answer.Kind kind) {
        return answer != null && answer.kind() == kind;
    }

    private static Answer check(@Nullable Answer answer, Answer.Kind expected) throws IOException {
        if (answer == null) {
            throw new IOException(
                    "the attackers do not answer within " + PATIENCE_SECONDS + " s (expected: " + expected + ")");
        }
        if (answer.kind() != expected) {
            throw new IOException(answer.why() == null ? "the attackers answered " + answer.kind() : "" + answer.why());
        }
        return answer;
    }

    /** Ends the process, and waits for that. */
    public void end() throws InterruptedException {
        try {
            process.getOutputStream().close(); // with its orders it ends
        } catch (IOException e) {
            // It has ended already.
        }
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
