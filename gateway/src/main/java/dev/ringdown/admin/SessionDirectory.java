package dev.ringdown.admin;

import static java.util.Objects.requireNonNull;

import dev.ringdown.protocol.Limit;
import dev.ringdown.session.FoundSessions;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.Session;
import dev.ringdown.session.SessionQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All sessions of this node, whichever event loop they are on. Thread-safe; it blocks, so no event loop may call it. */
public final class SessionDirectory {
    private final List<LoopSessions> loops;
    private final Duration timeout;

    /**
     * @param loops the sessions of every event loop
     * @param timeout how long the event loops may take to answer
     */
    public SessionDirectory(List<LoopSessions> loops, Duration timeout) {
        this.loops = List.copyOf(loops);
        this.timeout = requireNonNull(timeout, "timeout");
    }

    /** Looks for sessions on every event loop. */
    FoundSessions find(SessionQuery query) throws NoAnswerException {
        return FoundSessions.together(gather(loop -> loop.find(query)), query.limit());
    }

    /**
     * Asks one session.
     *
     * @param question called on the session's event loop; what it returns must be immutable
     * @return empty if no such session is here
     */
    <T> Optional<T> ask(String id, Function<Session, T> question) throws NoAnswerException {
        return gather(loop -> loop.ask(id, question)).stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Closes every session whose credential was revoked, and says how many there were. */
    int closeRevoked() throws NoAnswerException {
        return gather(LoopSessions::closeRevoked).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    private <T> List<T> gather(Function<LoopSessions, CompletableFuture<T>> question) throws NoAnswerException {
        List<CompletableFuture<T>> answers = new ArrayList<>(loops.size());
        try {
            loops.forEach(loop -> answers.add(question.apply(loop)));
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return answers.stream().map(CompletableFuture::join).collect(Collectors.toUnmodifiableList());
        } catch (TimeoutException e) {
            throw new NoAnswerException("the event loops did not answer within " + timeout, Limit.ADMIN_TIMEOUT, e);
        } catch (RejectedExecutionException e) {
            throw new NoAnswerException("this node is ending", null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoAnswerException("this node is ending", null, e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot ask the sessions", e.getCause());
        } finally {
            answers.forEach(answer -> answer.cancel(false)); // a loop that is late need not go on
        }
    }
}
